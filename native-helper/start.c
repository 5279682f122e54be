/* Undo what exec inherits from a caller that may be hostile (threats 3-10, 18, 22-24, 34). */
#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "helper.h"
#include "io.h"

/* The C library may have done it already; where it has not, our first open() must not become the payload's stdin. */
static void
open_standard_descriptors(void)
{
	int fd = 0;

	for (int tries = 0; fd >= 0 && fd <= 2 && tries < 4; tries++)
		fd = open("/dev/null", O_RDWR);
	if (fd > 2)
		close(fd);
	/* EMFILE is no failure where the caller has used up its soft limit: 0 to 2 are taken then, and the limit is eased. */
	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			_exit(EXIT_SYSTEM);
}

/* Only a descriptor that was open now may be named as the status descriptor later: never one of ours. */
static void
note_passed_descriptors(void)
{
	struct pollfd pollers[256];

	for (int fd = 0; fd < 256; fd++)
		pollers[fd] = (struct pollfd){fd, 0, 0};
	/* EINVAL: more than RLIMIT_NOFILE, and still descriptors above it may be open. */
	const bool polled = poll(pollers, 256, 0) != -1;
	for (int fd = 3; fd < 256; fd++)
		if (polled ? (pollers[fd].revents & POLLNVAL) == 0 : fcntl(fd, F_GETFD) != -1)
			context.passed[fd / 8] |= (uint8_t)(1U << (fd % 8));
}

/* A soft limit that kills or cripples us (threats 6-8) goes up to the hard one; the payload gets the caller's back. */
static void
ease_limits(void)
{
	static const int EASED[] = {RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS};

	for (int i = 0; i < NLIMITS; i++) {
		context.limits[i] = (struct rlimit){1, 0}; /* no kernel says that */
		if (getrlimit(i, &context.limits[i]) == -1 || context.limits[i].rlim_cur > context.limits[i].rlim_max)
			die(R_NAMESPACE_UNTRUSTED, "limit %d cannot be read: %s", i, strerror(errno));
	}
	for (size_t i = 0; i < sizeof EASED / sizeof EASED[0]; i++)
		setrlimit(EASED[i], &(struct rlimit){context.limits[EASED[i]].rlim_max, context.limits[EASED[i]].rlim_max});
	struct rlimit files = context.limits[RLIMIT_NOFILE], stack = context.limits[RLIMIT_STACK];
	if (files.rlim_cur < 1024)
		files.rlim_cur = files.rlim_max < 1024 ? files.rlim_max : 1024;
	if (stack.rlim_cur < 8 << 20)
		stack.rlim_cur = stack.rlim_max < 8 << 20 ? stack.rlim_max : 8 << 20;
	setrlimit(RLIMIT_NOFILE, &files);
	setrlimit(RLIMIT_STACK, &stack);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, context.limits[RLIMIT_CORE].rlim_max});
}

static void
note_caller(void)
{
	context.caller.uid = getuid();
	context.caller.gid = getgid();
	context.caller.groups = map_memory(GROUPS_SIZE);
	const int count = getgroups(GROUPS_SIZE / sizeof(gid_t), context.caller.groups);
	if (count < 0)
		die(R_NO_MEMORY, "the caller's groups: %s", strerror(errno));
	context.caller.ngroups = (size_t)count;
}

/* /proc/self/stat: the command name may contain anything, so fields are counted from the last `)`. */
static void
note_process(void)
{
	char text[1024];
	const char *at;
	uint64_t terminal = 0;

	if (read_proc("/proc/self/stat", text, sizeof text) == -1 || (at = strrchr(text, ')')) == NULL)
		die(R_NAMESPACE_UNTRUSTED, "/proc/self/stat: %s", strerror(errno));
	for (int field = 3; field <= 22; field++) {
		at = strchr(at + 1, ' ');
		const char *value = at;
		if (at == NULL)
			die(R_NAMESPACE_UNTRUSTED, "/proc/self/stat is cut off");
		if ((field == 7 && *++value != '-' && !take_number(&value, &terminal)) ||
		    (field == 22 && !take_number(&value, &context.start_time)))
			die(R_NAMESPACE_UNTRUSTED, "/proc/self/stat is malformed");
	}
	for (int fd = 0; fd < 3; fd++)
		context.terminals |= isatty(fd) ? 1U << fd : 0;
	context.terminals |= terminal != 0 ? 8U : 0;
}

static void
note_directory(void)
{
	context.cwd_fd = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	/* "(unreachable)/…" outside our root is no name (getcwd(3)). */
	context.cwd = map_memory(CWD_SIZE);
	if (getcwd(context.cwd, CWD_SIZE) == NULL || context.cwd[0] != '/')
		context.cwd[0] = '\0';
	if (chdir("/") == -1)
		die(R_NAMESPACE_UNTRUSTED, "chdir /: %s", strerror(errno));
}

void
clean_inheritance(void)
{
	static const int TIMERS[] = {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF};

	context.cwd_fd = context.status_fd = context.report_fd = -1;
	context.record_fd = context.record_dir_fd = context.ended_dir_fd = context.lock_fd = -1;
	open_standard_descriptors();
	note_passed_descriptors();
	make_ref();
	reset_signals();
	ignore_own_signals();
	for (size_t i = 0; i < sizeof TIMERS / sizeof TIMERS[0]; i++)
		setitimer(TIMERS[i], &(struct itimerval){{0, 0}, {0, 0}}, NULL);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
	close_on_exec_from(3);
	context.umask = umask(077);
	ease_limits();
	note_caller();
	note_directory();
	note_process();

	/* Children are waited for with deadlines: SIGCHLD stays pending until nap() takes it. */
	sigset_t child;
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
}
