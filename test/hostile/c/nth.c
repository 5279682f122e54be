/*
 * nth SECONDS TABLE SETUP -- COMMAND [ARGUMENT...]
 *
 * Runs a command again and again as the sandbox's pilot, and each time one system call of it and its descendants, the
 * first, the second, the third and so on, does not do what it is there for: it fails, or says that it succeeded and did
 * nothing. Counted over all processes of a run, so each place is met by itself. The kernel asks us at each call
 * (SECCOMP_RET_USER_NOTIF, seccomp_unotify(2)); nothing in the command knows.
 *
 * TABLE: `all;NUMBER=RESULT,RESULT;…`, or NUMBER/STRIDE; `third` instead of `all`: of the second and later RESULTs only
 * those of every third call, in turn. A RESULT of 0 is pretended success, any other an errno, `k` SIGKILL to the process.
 * A number instead of `all`: only that call. NTH_FROM in the environment: calls are counted from the first on whose path
 * argument contains this text, and of the thread that made it. SETUP: a program that is run before each launch.
 *
 * One line for each run on standard output:  INDEX NUMBER RESULT CODE MILLISECONDS FIRST-LINE-OF-STDERR
 * CODE: the exit code, 1000 + signal, or 2000 where it had to be killed after SECONDS.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PILOT 60001
#define KILL (-1)
#define MOST_NUMBERS 512
#define MOST_RESULTS 8

static int results[MOST_NUMBERS][MOST_RESULTS], counts[MOST_NUMBERS], strides[MOST_NUMBERS], made[MOST_NUMBERS];
static char **command, *environment[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL};
static const char *setup;
static long patience;
static int every;
static long only; /* 0: all */
static const char *from;
static pid_t watched; /* the thread; -1: none yet, 0: all */

static _Noreturn void
give_up(const char *what)
{
	perror(what);
	_exit(125);
}

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
parse_table(char *text)
{
	char *entry = strtok(text, ";");

	only = entry != NULL ? strtol(entry, NULL, 10) : 0;
	every = entry != NULL && strcmp(entry, "all") == 0 ? 1 : 3;
	while ((entry = strtok(NULL, ";")) != NULL) {
		char *at = entry;
		const long number = strtol(at, &at, 10);
		if (number < 0 || number >= MOST_NUMBERS || (*at != '=' && *at != '/'))
			give_up("table");
		strides[number] = *at == '/' ? (int)strtol(at + 1, &at, 10) : 1;
		while (*at != '\0' && counts[number] < MOST_RESULTS) {
			at++;
			results[number][counts[number]++] = *at == 'k' ? KILL : (int)strtol(at, NULL, 10);
			at += strcspn(at, ",");
		}
	}
}

/* As pilot, with the filter on: every call of the table asks. CAP_SYS_ADMIN is for the filter, and ends with the exec. */
static _Noreturn void
become_command(int err)
{
	static struct sock_filter program[2 * MOST_NUMBERS + 3];
	struct {
		unsigned version;
		int pid;
	} header = {0x20080522, 0};
	const struct {
		unsigned effective, permitted, inheritable;
	} kept[2] = {{1U << 21, 1U << 21, 0}, {0, 0, 0}};
	const gid_t group = PILOT;
	const int null = open("/dev/null", O_RDWR);
	unsigned short length = 0;

	program[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (unsigned number = 0; number < MOST_NUMBERS; number++)
		if (counts[number] > 0 || number == SYS_execve) { /* the first execve waits until we have the listener */
			program[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
			program[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
		}
	program[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	const struct sock_fprog filter = {length, program};

	if (dup2(null, 0) == -1 || dup2(null, 1) == -1 || dup2(err, 2) == -1 || close_range(3, ~0U, 0) == -1)
		give_up("descriptors");
	if (chdir("/") == -1 || prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1 || setgroups(1, &group) == -1 ||
	    setresgid(PILOT, PILOT, PILOT) == -1 || setresuid(PILOT, PILOT, PILOT) == -1 ||
	    syscall(SYS_capset, &header, kept) == -1)
		give_up("pilot");
	/* The listener becomes descriptor 3, and is close-on-exec. */
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter) != 3)
		give_up("seccomp");
	execve(command[0], command, environment);
	_exit(125);
}

/* The child's descriptor 3, as soon as it is the listener. */
static int
take_listener(pid_t child)
{
	struct seccomp_notif_sizes sizes;
	const int process = (int)syscall(SYS_pidfd_open, child, 0);

	syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes);
	for (int tries = 0; tries < 20000; tries++) {
		char path[64], target[64] = "";
		snprintf(path, sizeof path, "/proc/%d/fd/3", child);
		if (readlink(path, target, sizeof target - 1) > 0 && strstr(target, "seccomp") != NULL) {
			const int fd = (int)syscall(SYS_pidfd_getfd, process, 3, 0);
			close(process);
			return fd;
		}
		usleep(50);
	}
	give_up("listener");
}

static void
kill_descendants(void)
{
	char path[64], text[4096];

	for (int rounds = 0; rounds < 200; rounds++) {
		snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
		FILE *children = fopen(path, "re");
		const size_t got = children == NULL ? 0 : fread(text, 1, sizeof text - 1, children);
		if (children != NULL)
			fclose(children);
		text[got] = '\0';
		for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " "))
			kill(atoi(word), SIGKILL);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (got == 0)
			return;
		usleep(2000);
	}
}

struct run {
	long index; /* which call; 0: none */
	int variant;
	long seen;
	int number, result;
	bool met;
};

/* Is one of the first two arguments a path with NTH_FROM in it? */
static bool
names_place(const struct seccomp_notif *ask)
{
	char path[64], text[256];
	bool found = false;

	snprintf(path, sizeof path, "/proc/%d/mem", (int)ask->pid);
	const int memory = open(path, O_RDONLY | O_CLOEXEC);
	for (int i = 0; memory != -1 && i < 2; i++) {
		const ssize_t got = pread(memory, text, sizeof text - 1, (off_t)ask->data.args[i]);
		text[got > 0 ? got : 0] = '\0';
		found = found || strstr(text, from) != NULL;
	}
	if (memory != -1)
		close(memory);
	return found;
}

/* Of a call that is made again and again in the same place (`NUMBER/STRIDE`), each STRIDEth is one. */
static bool
is_counted(int number)
{
	return counts[number] > 0 && ++made[number] % strides[number] == 0;
}

/* Answers one question of the kernel: go on, unless this is the call. */
static void
answer(int listener, struct run *run)
{
	struct seccomp_notif ask;
	struct seccomp_notif_resp reply;

	memset(&ask, 0, sizeof ask);
	memset(&reply, 0, sizeof reply);
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &ask) == -1)
		return;
	reply.id = ask.id;
	reply.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	if (watched == -1 && counts[ask.data.nr] > 0 && names_place(&ask))
		watched = (pid_t)ask.pid;
	if ((watched == 0 || watched == (pid_t)ask.pid) && is_counted(ask.data.nr) && ++run->seen == run->index) {
		run->number = ask.data.nr;
		if (run->variant < counts[run->number]) {
			run->met = true;
			run->result = results[run->number][run->variant];
			if (run->result == KILL) {
				kill((pid_t)ask.pid, SIGKILL);
				return; /* without an answer: the call is never made */
			} else {
				reply.flags = 0;
				reply.error = -run->result;
			}
		}
	}
	ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
}

/* False where there were fewer calls than the index. */
static bool
try_one(struct run *run)
{
	memset(made, 0, sizeof made);
	watched = from == NULL ? 0 : -1;
	char line[512] = "", path[] = "/tmp/nth-XXXXXX";
	struct rusage usage;
	int status, code = -1;

	const pid_t preparer = fork();
	if (preparer == 0) {
		execl("/bin/sh", "sh", "-c", setup, NULL);
		_exit(125);
	}
	if (preparer == -1 || waitpid(preparer, &status, 0) == -1 || status != 0)
		give_up("setup");
	const int err = mkstemp(path);
	unlink(path);
	const long began = now_ms();
	const pid_t child = fork();
	if (child == 0)
		become_command(err);
	const int listener = take_listener(child);
	while (code == -1) {
		struct pollfd poller = {listener, POLLIN, 0};
		if (poll(&poller, 1, 5) > 0 && (poller.revents & POLLIN) != 0)
			answer(listener, run);
		else if (wait4(child, &status, WNOHANG, &usage) == child)
			code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
		if (code == -1 && now_ms() - began > patience)
			code = 2000;
	}
	const long took = now_ms() - began;
	if (code == 2000)
		kill(child, SIGKILL);
	/* What the end of the launch still has to do goes on without us. */
	for (const long end = now_ms() + 300; now_ms() < end;) {
		struct pollfd poller = {listener, POLLIN, 0};
		if (poll(&poller, 1, 1) > 0 && (poller.revents & POLLIN) != 0)
			answer(listener, run);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD)
			break;
	}
	close(listener);
	kill_descendants();
	const ssize_t got = pread(err, line, sizeof line - 1, 0);
	close(err);
	line[got > 0 ? got : 0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	if (run->met || run->index == 0)
		printf("%ld %d %d %d %ld %s\n", run->index, run->number, run->result, code, took, line);
	return run->seen >= run->index;
}

int
main(int argc, char **argv)
{
	if (argc < 6 || strcmp(argv[4], "--") != 0)
		return 125;
	patience = atol(argv[1]) * 1000;
	parse_table(argv[2]);
	setup = argv[3];
	from = getenv("NTH_FROM");
	command = argv + 5;
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	if (only > 0)
		return try_one(&(struct run){.index = only}) ? 0 : 1;
	for (int variant = 0; variant < MOST_RESULTS; variant++) {
		bool any = false;
		for (int number = 0; number < MOST_NUMBERS; number++)
			any = any || counts[number] > variant;
		for (long index = variant == 0 ? 0 : 1; any; index++) {
			struct run run = {.index = index, .variant = variant};
			if (index > 0 && variant > 0 && index % every != variant % every)
				continue;
			if (!try_one(&run))
				break;
			fflush(stdout);
		}
	}
	return 0;
}
