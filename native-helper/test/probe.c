/*
 * Small programs for the smoke test. As a wrapper it starts the helper in a hostile way; as a payload it shows what
 * it became or misbehaves.
 *
 *   probe ignore-sigchld|close-stdio|leak|alarm|low-limits|fd9|key|wait4 COMMAND...        wrapper
 *   probe fake SYSCALL ERRNO COMMAND...                                                    wrapper, for root
 *   probe show | traced FILE | bomb FILE | bomb-and-leave FILE | daemon FILE               payload
 *   probe exit N | die N | trap FILE | find-key | cpu                                      payload
 *   probe lock FILE SECONDS | dying-service SOCKET | datagram SOCKET FILE                  surroundings
 */
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
show(void)
{
	char line[4096];
	FILE *status = fopen("/proc/self/status", "r");
	const mode_t mask = umask(0);

	while (status != NULL && fgets(line, sizeof line, status) != NULL)
		if (strncmp(line, "Uid", 3) == 0 || strncmp(line, "Gid", 3) == 0 || strncmp(line, "Groups", 6) == 0 ||
		    strncmp(line, "Cap", 3) == 0 || strncmp(line, "Sig", 3) == 0 || strncmp(line, "NoNew", 5) == 0)
			fputs(line, stdout);
	for (int fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) != -1 && (status == NULL || fd != fileno(status)))
			printf("fd %d\n", fd);
	printf("umask %03o cwd %s sid %d pid %d\n", (unsigned)mask, getcwd(line, sizeof line), (int)getsid(0),
	       (int)getpid());
	for (int i = 0; i < 16; i++) {
		struct rlimit limit;
		getrlimit(i, &limit);
		printf("limit %d %lld %lld\n", i, (long long)limit.rlim_cur, (long long)limit.rlim_max);
	}
}

/* Forks without end, each child in a session of its own; every process adds a byte to the file. */
static void
bomb(const char *file)
{
	const int fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);

	for (int n = 0;; n++) {
		const pid_t pid = fork();
		if (pid == 0)
			setsid();
		else if (pid == -1 || n > 3)
			usleep(20000);
		(void)!write(fd, "x", 1);
	}
}

static void
become_daemon(const char *file)
{
	if (fork() != 0)
		_exit(0);
	setsid();
	if (fork() != 0)
		_exit(0);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	const int fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);
	for (;;) {
		(void)!write(fd, "x", 1);
		usleep(5000);
	}
}

static int trapped;

static void
note_signal(int number)
{
	dprintf(trapped, "%d\n", number);
	if (number == SIGTERM)
		_exit(42);
}

static void
trap_signals(const char *file)
{
	static const int NUMBERS[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGWINCH, SIGCONT};

	trapped = open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);
	for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++)
		signal(NUMBERS[i], note_signal);
	dprintf(trapped, "ready\n");
	for (;;)
		pause();
}

static void
burn(void)
{
	for (volatile unsigned long i = 0; clock() < CLOCKS_PER_SEC / 5; i = i + 1)
		;
}

/* Runs a command and says whether wait4(2) accounts at least 150 ms of CPU time for it. */
static _Noreturn void
account(char **command)
{
	struct rusage usage;
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		execv(command[0], command);
		_exit(127);
	}
	wait4(pid, &status, 0, &usage);
	puts(usage.ru_utime.tv_sec > 0 || usage.ru_utime.tv_usec + usage.ru_stime.tv_usec > 150000 ? "enough" : "nothing");
	fflush(stdout);
	_exit(WEXITSTATUS(status));
}

/* Another launch's guardian that is cleaning the account. */
static void
hold_lock(const char *file, unsigned seconds)
{
	const int fd = open(file, O_RDWR | O_CREAT, 0600);
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};

	if (fcntl(fd, F_OFD_SETLK, &lock) == -1 || write(fd, "held", 4) != 4)
		perror(file);
	sleep(seconds);
}

static int
listen_at(const char *path, int type)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const int fd = socket(AF_UNIX, type, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1 || (type == SOCK_STREAM && listen(fd, 1) == -1) ||
	    chmod(path, 0666) == -1)
		perror(path);
	return fd;
}

static void
die_as_service(const char *path)
{
	char byte;
	const int connection = accept(listen_at(path, SOCK_STREAM), NULL, NULL);

	if (read(connection, &byte, 1) != 1)
		perror(path);
}

static void
keep_datagram(const char *path, const char *file)
{
	char text[4096];
	const ssize_t got = recv(listen_at(path, SOCK_DGRAM), text, sizeof text, 0);
	const int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (got <= 0 || write(fd, text, (size_t)got) != got)
		perror(file);
}

/* A child of the payload that traces it, and so keeps it from being reaped. */
static void
be_traced(const char *file)
{
	const pid_t parent = getpid();
	const int fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);

	if (fork() != 0)
		for (;;)
			pause();
	dprintf(fd, "%s\n", ptrace(PTRACE_SEIZE, parent, NULL, NULL) == 0 ? "ready" : "no trace");
	for (;;)
		pause();
}

/* As root: a filter that answers one system call with an errno (0: a faked success); then becomes uid 1500. */
static void
fake_syscall(unsigned number, unsigned error)
{
	struct instruction {
		uint16_t code;
		uint8_t jump_true, jump_false;
		uint32_t k;
	} filter[] = {{0x20, 0, 0, 0}, {0x15, 0, 1, number}, {0x06, 0, 0, 0x00050000U | error}, {0x06, 0, 0, 0x7fff0000U}};
	struct {
		unsigned short length;
		struct instruction *filter;
	} program = {4, filter};

	if (setgroups(0, NULL) == -1 || setresgid(1500, 1500, 1500) == -1 || prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		perror("identity");
	/* The filter first: without no_new_privs it needs CAP_SYS_ADMIN. Changing uid afterwards may be what it fakes. */
	if (number != SYS_setresuid && setresuid(1500, 1500, 0) == -1)
		perror("setresuid");
	if (number != SYS_setresuid && seteuid(0) == -1)
		perror("seteuid");
	if (prctl(PR_SET_SECCOMP, 2, &program, 0, 0) == -1)
		perror("seccomp");
	if (setreuid(1500, 1500) == -1)
		perror("setreuid");
}

static void
run(const char *how, char **command)
{
	if (strcmp(how, "ignore-sigchld") == 0) {
		sigset_t all;
		signal(SIGCHLD, SIG_IGN);
		signal(SIGPIPE, SIG_IGN);
		sigfillset(&all);
		sigprocmask(SIG_BLOCK, &all, NULL);
	}
	if (strcmp(how, "close-stdio") == 0)
		for (int fd = 0; fd < 3; fd++)
			close(fd);
	if (strcmp(how, "leak") == 0)
		for (int fd = 20; fd < 300; fd++)
			dup2(open("/dev/null", O_RDONLY), fd);
	if (strcmp(how, "alarm") == 0)
		alarm(1);
	if (strcmp(how, "low-limits") == 0) {
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, RLIM_INFINITY});
		setrlimit(RLIMIT_NOFILE, &(struct rlimit){8, 4096});
	}
	if (strcmp(how, "fd9") == 0)
		dup2(open("/tmp/status-line", O_WRONLY | O_CREAT | O_TRUNC, 0644), 9);
	if (strcmp(how, "key") == 0) {
		syscall(SYS_keyctl, 1, "mapexec-smoke");
		syscall(SYS_add_key, "user", "smoke-secret", "hidden", 6, -3);
	}
	if (strcmp(how, "fake") == 0) {
		fake_syscall((unsigned)atoi(command[0]), (unsigned)atoi(command[1]));
		command += 2;
	}
	if (strcmp(how, "wait4") == 0)
		account(command);
	execv(command[0], command);
	perror(command[0]);
	_exit(127);
}

int
main(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "", *word = argc > 2 ? argv[2] : "";

	if (strcmp(verb, "show") == 0)
		show();
	else if (strcmp(verb, "bomb") == 0)
		bomb(word);
	else if (strcmp(verb, "bomb-and-leave") == 0) {
		if (fork() == 0)
			bomb(word);
		usleep(300000);
	} else if (strcmp(verb, "daemon") == 0)
		become_daemon(word);
	else if (strcmp(verb, "exit") == 0)
		return atoi(word);
	else if (strcmp(verb, "die") == 0)
		raise(atoi(word));
	else if (strcmp(verb, "trap") == 0)
		trap_signals(word);
	else if (strcmp(verb, "cpu") == 0)
		burn();
	else if (strcmp(verb, "find-key") == 0)
		/* request_key(2) searches the session keyring and below */
		puts(syscall(SYS_request_key, "user", "smoke-secret", NULL, 0) == -1 ? "no key" : "key");
	else if (strcmp(verb, "traced") == 0)
		be_traced(word);
	else if (strcmp(verb, "lock") == 0)
		hold_lock(word, (unsigned)atoi(argv[3]));
	else if (strcmp(verb, "dying-service") == 0)
		die_as_service(word);
	else if (strcmp(verb, "datagram") == 0)
		keep_datagram(word, argv[3]);
	else
		run(verb, argv + 2);
	fflush(stdout);
	return 0;
}
