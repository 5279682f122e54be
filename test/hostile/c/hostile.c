/*
 * hostile ACTION... -- COMMAND [ARGUMENT...]
 *
 * What a caller can do to a program that it starts: descriptors, signals, timers, limits, argument vector,
 * environment, directory. The actions are carried out in order.
 */
#include "hostile.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#define MOST_STRINGS 4096

extern char **environ;

void
give_up(const char *what)
{
	perror(what);
	_exit(125);
}

void
two_numbers(const char *text, unsigned long long *first, unsigned long long *second)
{
	const char *colon = strchr(text, ':');

	*first = strncmp(text, "inf", 3) == 0 ? RLIM_INFINITY : strtoull(text, NULL, 0);
	*second = colon == NULL ? *first : strcmp(colon + 1, "inf") == 0 ? RLIM_INFINITY : strtoull(colon + 1, NULL, 0);
}

static void
act_close(const char *value, struct victim *victim)
{
	(void)victim;
	close(atoi(value));
}

/* Descriptors 3 to N, all open and none close-on-exec. */
static void
act_open(const char *value, struct victim *victim)
{
	const int last = atoi(value);
	const int fd = open("/etc/hostname", O_RDONLY);

	(void)victim;
	for (int i = 3; i <= last; i++)
		if (i != fd && dup2(fd, i) == -1)
			give_up("dup2");
}

/* A connected socket as descriptor N; its other end stays open in nobody. */
static void
act_socket(const char *value, struct victim *victim)
{
	int ends[2];

	(void)victim;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1 || dup2(ends[0], atoi(value)) == -1)
		give_up("socketpair");
}

/* FD:PATH, opened for appending. */
static void
act_file(const char *value, struct victim *victim)
{
	const char *path = strchr(value, ':') + 1;
	const int fd = open(path, O_RDWR | O_CREAT | O_APPEND, 0644);

	(void)victim;
	if (fd == -1 || (fd != atoi(value) && dup2(fd, atoi(value)) == -1))
		give_up(path);
}

/* FD:PATH, as a place only (O_PATH). */
static void
act_place(const char *value, struct victim *victim)
{
	const char *path = strchr(value, ':') + 1;
	const int fd = open(path, O_PATH);

	(void)victim;
	if (fd == -1 || (fd != atoi(value) && dup2(fd, atoi(value)) == -1))
		give_up(path);
}

static void
act_nonblock(const char *value, struct victim *victim)
{
	(void)victim;
	if (fcntl(atoi(value), F_SETFL, fcntl(atoi(value), F_GETFL) | O_NONBLOCK) == -1)
		give_up("O_NONBLOCK");
}

/* RESOURCE:SOFT[/HARD] */
static void
act_limit(const char *value, struct victim *victim)
{
	unsigned long long resource, soft, hard;
	const char *slash = strchr(value, '/');
	struct rlimit limit;

	(void)victim;
	two_numbers(value, &resource, &soft);
	soft = strncmp(strchr(value, ':') + 1, "inf", 3) == 0 ? RLIM_INFINITY : strtoull(strchr(value, ':') + 1, NULL, 0);
	if (getrlimit((int)resource, &limit) == -1)
		give_up("getrlimit");
	hard = slash == NULL ? limit.rlim_max : strcmp(slash + 1, "inf") == 0 ? RLIM_INFINITY : strtoull(slash + 1, NULL, 0);
	limit = (struct rlimit){soft > hard ? hard : soft, hard};
	if (setrlimit((int)resource, &limit) == -1)
		give_up("setrlimit");
}

/* Straight to the kernel: the C library keeps some signals for itself. */
static void
act_block(const char *value, struct victim *victim)
{
	unsigned long long set = strcmp(value, "all") == 0 ? ~0ULL : 1ULL << (atoi(value) - 1);

	(void)victim;
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, sizeof set);
}

static void
act_ignore(const char *value, struct victim *victim)
{
	const struct {
		void (*handler)(int);
		unsigned long flags;
		void *restorer;
		unsigned long mask;
	} ignore = {SIG_IGN, 0, NULL, 0};

	(void)victim;
	for (int number = 1; number <= 64; number++)
		if (strcmp(value, "all") == 0 || atoi(value) == number)
			syscall(SYS_rt_sigaction, number, &ignore, NULL, sizeof ignore.mask);
}

static void
act_pending(const char *value, struct victim *victim)
{
	act_block(value, victim);
	kill(getpid(), atoi(value));
}

/* Milliseconds, on all three timers. */
static void
act_timers(const char *value, struct victim *victim)
{
	const long microseconds = atol(value) * 1000L;
	const struct itimerval timer = {{0, microseconds % 1000000}, {microseconds / 1000000, microseconds % 1000000}};

	(void)victim;
	for (int which = ITIMER_REAL; which <= ITIMER_PROF; which++)
		if (setitimer((__itimer_which_t)which, &timer, NULL) == -1)
			give_up("setitimer");
}

static void
act_umask(const char *value, struct victim *victim)
{
	(void)victim;
	umask((mode_t)strtoul(value, NULL, 8));
}

/* Lowest priority, idle class, first to be killed, coarse timers, adopting orphans. */
static void
act_burden(const char *value, struct victim *victim)
{
	const struct sched_param none = {0};
	FILE *score = fopen("/proc/self/oom_score_adj", "w");

	(void)value;
	(void)victim;
	if (score != NULL) {
		fputs("1000", score);
		fclose(score);
	}
	if (setpriority(PRIO_PROCESS, 0, 19) == -1 || sched_setscheduler(0, SCHED_IDLE, &none) == -1 ||
	    prctl(PR_SET_TIMERSLACK, 1000000000UL, 0, 0, 0) == -1 || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == -1)
		give_up("burden");
}

/* A directory of our own that is gone by the time of the exec. */
static void
act_deleted(const char *value, struct victim *victim)
{
	(void)victim;
	if (mkdir(value, 0755) == -1 || chdir(value) == -1 || rmdir(value) == -1)
		give_up(value);
}

static void
act_cd(const char *value, struct victim *victim)
{
	(void)victim;
	if (chdir(value) == -1)
		give_up(value);
}

static void
act_setsid(const char *value, struct victim *victim)
{
	(void)value;
	(void)victim;
	if (setsid() == -1)
		give_up("setsid");
}

static void
act_argv0(const char *value, struct victim *victim)
{
	victim->argv[0] = strdup(value);
}

static void
act_argc0(const char *value, struct victim *victim)
{
	static char *none[1];

	(void)value;
	victim->argv = none;
}

/* One more argument of so many bytes. */
static void
act_argument(const char *value, struct victim *victim)
{
	const size_t size = strtoul(value, NULL, 10);
	char **argv = calloc(MOST_STRINGS, sizeof *argv), *word = malloc(size + 1);
	size_t count = 0;

	if (argv == NULL || word == NULL)
		give_up("memory");
	for (; victim->argv[count] != NULL; count++)
		argv[count] = victim->argv[count];
	memset(word, 'a', size);
	word[size] = '\0';
	argv[count] = word;
	victim->argv = argv;
}

/* One more string of the environment, as it is: twice the same name, no `=`, anything. `@N` at its end: N bytes more. */
static void
act_environ(const char *value, struct victim *victim)
{
	char **strings = calloc(MOST_STRINGS, sizeof *strings);
	const char *at = strrchr(value, '@');
	const size_t length = at != NULL ? (size_t)(at - value) : strlen(value);
	const size_t more = at != NULL ? strtoul(at + 1, NULL, 10) : 0;
	char *text = malloc(length + more + 1);
	size_t count = 0;

	if (strings == NULL || text == NULL)
		give_up("memory");
	for (; victim->environ[count] != NULL; count++)
		strings[count] = victim->environ[count];
	memcpy(text, value, length);
	memset(text + length, 'e', more);
	text[length + more] = '\0';
	strings[count] = text;
	victim->environ = strings;
}

static const struct action ACTIONS[] = {
    {"close", act_close},	{"open", act_open},	  {"socket", act_socket}, {"file", act_file},
    {"nonblock", act_nonblock}, {"limit", act_limit},	  {"block", act_block},	  {"ignore", act_ignore},
    {"pending", act_pending},	{"timers", act_timers},	  {"umask", act_umask},	  {"burden", act_burden},
    {"deleted", act_deleted},	{"cd", act_cd},		  {"setsid", act_setsid}, {"argv0", act_argv0},
    {"argc0", act_argc0},	{"argument", act_argument}, {"environ", act_environ},
    {"place", act_place},
};

static void
carry_out(const char *word, struct victim *victim)
{
	const size_t length = strcspn(word, "=");
	const char *value = word[length] == '=' ? word + length + 1 : "";

	for (size_t i = 0; i < sizeof ACTIONS / sizeof ACTIONS[0]; i++)
		if (strlen(ACTIONS[i].name) == length && strncmp(ACTIONS[i].name, word, length) == 0) {
			ACTIONS[i].act(value, victim);
			return;
		}
	for (const struct action *action = privilege_actions; action->name != NULL; action++)
		if (strlen(action->name) == length && strncmp(action->name, word, length) == 0) {
			action->act(value, victim);
			return;
		}
	fprintf(stderr, "hostile: no such action: %s\n", word);
	_exit(125);
}

int
main(int argc, char **argv)
{
	struct victim victim = {.environ = environ, .through_fd = -1};
	int end = 1;

	while (end < argc && strcmp(argv[end], "--") != 0)
		end++;
	if (end + 1 >= argc)
		return 125;
	victim.path = argv[end + 1];
	victim.argv = argv + end + 1;
	for (int i = 1; i < end; i++)
		carry_out(argv[i], &victim);
	if (victim.through_fd != -1)
		syscall(SYS_execveat, victim.through_fd, "", victim.argv, victim.environ, 0x1000 /* AT_EMPTY_PATH */);
	else
		execve(victim.path, victim.argv, victim.environ);
	give_up(victim.path);
}
