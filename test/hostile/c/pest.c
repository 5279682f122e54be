/*
 * pest WHAT [ARGUMENT...]: payloads that do not behave.
 *
 *   bomb N              N processes that respawn in sessions of their own; the first one ends after a second
 *   daemon FILE         double fork, ignores every signal, writes to FILE for ever; the first one ends at once
 *   type FD             pushes a character into the terminal behind FD (TIOCSTI); exit 0 where that worked
 *   kill SIGNAL         sends the signal to every process there is that is not of its own uid; prints whom it reached
 *   exhaust             forks until the limit is reached, all sleep for ever; the first one ends with 7
 *   fill DIRECTORY N    N files and as many directories inside each other, as deep as it goes
 *   limits              tries to raise every hard limit; prints those that went
 *   freeze              stops itself; only SIGKILL or SIGCONT helps
 *   trace               ptrace, process_vm_readv and /proc/PID/mem against every other process; prints what worked
 *   deaf MS CODE        ignores every signal for so long, then exits with CODE
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static void
sleep_ms(long milliseconds)
{
	const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};

	nanosleep(&time, NULL);
}

static void
respawn(void)
{
	for (;;) {
		const pid_t pid = fork();
		if (pid > 0)
			_exit(0);
		setsid();
		sleep_ms(3);
	}
}

static int
bomb(char **arguments)
{
	for (int i = 0; i < atoi(arguments[0]); i++)
		if (fork() == 0)
			respawn();
	sleep(1);
	return 0;
}

static int
become_daemon(char **arguments)
{
	if (fork() != 0)
		return 0;
	setsid();
	if (fork() != 0)
		_exit(0);
	for (int number = 1; number < 32; number++)
		signal(number, SIG_IGN);
	for (int fd = open(arguments[0], O_WRONLY | O_CREAT | O_APPEND, 0644);;) {
		if (write(fd, "x", 1) != 1)
			_exit(1);
		sleep_ms(5);
	}
}

static int
type_into_terminal(char **arguments)
{
	return ioctl(atoi(arguments[0]), TIOCSTI, "x") == 0 ? 0 : 1;
}

/* Calls `attack` for every process that is not wholly our own. */
static int
for_every_other(int (*attack)(pid_t pid, const char *argument), const char *argument)
{
	char path[64], line[256];
	DIR *all = opendir("/proc");

	for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
		const pid_t pid = atoi(entry->d_name);
		unsigned ids[4] = {0, 0, 0, 0};
		snprintf(path, sizeof path, "/proc/%d/status", pid);
		FILE *status = pid > 0 ? fopen(path, "re") : NULL;
		while (status != NULL && fgets(line, sizeof line, status) != NULL)
			if (sscanf(line, "Uid: %u %u %u %u", &ids[0], &ids[1], &ids[2], &ids[3]) == 4)
				break;
		if (status == NULL)
			continue;
		fclose(status);
		if ((ids[0] != getuid() || ids[1] != getuid() || ids[2] != getuid()) && attack(pid, argument))
			printf("reached %d %u/%u/%u\n", pid, ids[0], ids[1], ids[2]);
	}
	return 0;
}

static int
send_signal(pid_t pid, const char *number)
{
	return kill(pid, atoi(number)) == 0;
}

static int
trace(pid_t pid, const char *unused)
{
	char path[64], byte;
	struct iovec here = {&byte, 1}, there = {(void *)&byte, 1};
	static const char *const FILES[] = {"mem", "environ", "maps", "auxv", "stack", "syscall"};

	(void)unused;
	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) == 0 || process_vm_readv(pid, &here, 1, &there, 1, 0) == 1)
		return 1;
	for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
		snprintf(path, sizeof path, "/proc/%d/%s", pid, FILES[i]);
		const int fd = open(path, O_RDONLY);
		/* An open file of somebody else's address space is only a success if it gives something. */
		if (fd != -1 && read(fd, &byte, 1) == 1)
			return 1;
		if (fd != -1)
			close(fd);
	}
	snprintf(path, sizeof path, "/proc/%d/oom_score_adj", pid);
	const int fd = open(path, O_WRONLY);
	return (fd != -1 && write(fd, "1000", 4) == 4) || setpriority(PRIO_PROCESS, (id_t)pid, 19) == 0 ||
	       prlimit(pid, RLIMIT_NOFILE, &(struct rlimit){0, 0}, NULL) == 0;
}

static int
exhaust(void)
{
	int children = 0;

	for (; children < 20000; children++) {
		const pid_t pid = fork();
		if (pid == 0)
			for (;;)
				pause();
		if (pid == -1)
			break;
	}
	printf("children %d errno %d\n", children, errno);
	fflush(stdout);
	return 7;
}

static int
fill(char **arguments)
{
	char path[4096];

	for (int number = 0; number < atoi(arguments[1]); number++) {
		snprintf(path, sizeof path, "%s/%d", arguments[0], number);
		const int fd = open(path, O_WRONLY | O_CREAT, 0644);
		if (fd == -1 || write(fd, path, 16) == -1)
			return 1;
		close(fd);
	}
	/* Deeper than any path can name. */
	for (int number = 0; number < atoi(arguments[1]); number++)
		if (mkdir("deep", 0700) == -1 || chdir("deep") == -1)
			return 1;
	return 0;
}

static int
raise_limits(void)
{
	struct rlimit limit;

	for (unsigned i = 0; i < 16; i++)
		if (getrlimit(i, &limit) == 0 && limit.rlim_max != RLIM_INFINITY) {
			limit.rlim_max++;
			if (setrlimit(i, &limit) == 0)
				printf("raised %d\n", i);
		}
	return 0;
}

static int
be_deaf(char **arguments)
{
	struct timespec now, end;

	for (int number = 1; number < 32; number++)
		signal(number, SIG_IGN);
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("deaf\n");
	fflush(stdout);
	do {
		sleep_ms(5);
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while ((now.tv_sec - end.tv_sec) * 1000 + (now.tv_nsec - end.tv_nsec) / 1000000 < atol(arguments[0]));
	return atoi(arguments[1]);
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "bomb") == 0)
		return bomb(argv + 2);
	if (strcmp(what, "daemon") == 0)
		return become_daemon(argv + 2);
	if (strcmp(what, "type") == 0)
		return type_into_terminal(argv + 2);
	if (strcmp(what, "kill") == 0)
		return for_every_other(send_signal, argv[2]);
	if (strcmp(what, "trace") == 0)
		return for_every_other(trace, NULL);
	if (strcmp(what, "exhaust") == 0)
		return exhaust();
	if (strcmp(what, "fill") == 0)
		return fill(argv + 2);
	if (strcmp(what, "limits") == 0)
		return raise_limits();
	if (strcmp(what, "freeze") == 0)
		return raise(SIGSTOP);
	if (strcmp(what, "deaf") == 0)
		return be_deaf(argv + 2);
	return 125;
}
