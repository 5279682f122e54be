/* Actions around privilege: who we are, capabilities, securebits, namespaces, tracing, system call filters. */
#include "hostile.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define BOTH_BITS (1U << 6 | 1U << 7) /* CAP_SETGID, CAP_SETUID */

struct header {
	unsigned version;
	int pid;
};
struct sets {
	unsigned effective, permitted, inheritable;
};

/* UID: uid, gid and one group of that number. Capabilities of root go, as always when root becomes somebody. */
static void
act_user(const char *value, struct victim *victim)
{
	const gid_t id = (gid_t)strtoul(value, NULL, 10);

	(void)victim;
	if (setgroups(1, &id) == -1 || setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		give_up("user");
}

/* UID: the same, but our two capabilities stay, inheritable and ambient. */
static void
act_ambient(const char *value, struct victim *victim)
{
	struct header header = {0x20080522, 0};
	const struct sets kept[2] = {{BOTH_BITS, BOTH_BITS, BOTH_BITS}, {0, 0, 0}};

	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		give_up("keepcaps");
	act_user(value, victim);
	if (syscall(SYS_capset, &header, kept) == -1 || prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 6, 0, 0) == -1 ||
	    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 7, 0, 0) == -1)
		give_up("ambient");
}

/* UID: the same, with CAP_SYS_ADMIN until the exec, so that filters can be set up as nobody but the caller. */
static void
act_caller(const char *value, struct victim *victim)
{
	struct header header = {0x20080522, 0};
	const struct sets kept[2] = {{1U << 21, 1U << 21, 0}, {0, 0, 0}};

	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		give_up("keepcaps");
	act_user(value, victim);
	if (syscall(SYS_capset, &header, kept) == -1)
		give_up("capset");
}

static void
act_securebits(const char *value, struct victim *victim)
{
	(void)victim;
	if (prctl(PR_SET_SECUREBITS, strtoul(value, NULL, 0), 0, 0, 0) == -1)
		give_up("securebits");
}

/* Takes one capability out of the bounding set. */
static void
act_bounding(const char *value, struct victim *victim)
{
	(void)victim;
	if (prctl(PR_CAPBSET_DROP, strtoul(value, NULL, 0), 0, 0, 0) == -1)
		give_up("bounding set");
}

static void
act_nnp(const char *value, struct victim *victim)
{
	(void)value;
	(void)victim;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		give_up("no_new_privs");
}

static void
write_file(const char *path, const char *text)
{
	const int fd = open(path, O_WRONLY);

	if (fd == -1 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		give_up(path);
	close(fd);
}

/* UID: a user namespace in which we are that uid. */
static void
act_userns(const char *value, struct victim *victim)
{
	char line[64];
	const uid_t uid = getuid();
	const gid_t gid = getgid();

	(void)victim;
	if (unshare(CLONE_NEWUSER) == -1)
		give_up("unshare");
	write_file("/proc/self/setgroups", "deny");
	snprintf(line, sizeof line, "%s %u 1\n", value, uid);
	write_file("/proc/self/uid_map", line);
	snprintf(line, sizeof line, "%s %u 1\n", value, gid);
	write_file("/proc/self/gid_map", line);
}

/* UID: root makes a namespace with two uids in it, which passes no identity map but knows setgroups. */
static void
act_rootns(const char *value, struct victim *victim)
{
	int ready[2], done[2];
	char byte = 0, path[64];

	if (pipe(ready) == -1 || pipe(done) == -1)
		give_up("pipe");
	const pid_t parent = getpid(), child = fork();
	if (child == 0) {
		if (read(ready[0], &byte, 1) != 1)
			_exit(1);
		snprintf(path, sizeof path, "/proc/%d/uid_map", parent);
		write_file(path, "0 0 4000000000\n");
		snprintf(path, sizeof path, "/proc/%d/gid_map", parent);
		write_file(path, "0 0 4000000000\n");
		_exit(write(done[1], &byte, 1) == 1 ? 0 : 1);
	}
	if (unshare(CLONE_NEWUSER) == -1 || write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1)
		give_up("namespace");
	waitpid(child, NULL, 0);
	act_user(value, victim);
}

/* A parent without privilege traces the exec, so that the kernel withholds capabilities. */
static void
act_traced(const char *value, struct victim *victim)
{
	int status;

	(void)value;
	(void)victim;
	const pid_t child = fork();
	if (child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1)
			give_up("ptrace");
		return;
	}
	while (waitpid(child, &status, 0) == child && !WIFEXITED(status) && !WIFSIGNALED(status))
		ptrace(PTRACE_CONT, child, NULL, WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status));
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

static int
hold_directory(void *unused)
{
	(void)unused;
	/* Ends with the victim, and holds nobody's standard output meanwhile. */
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	for (int fd = 0; fd < 3; fd++)
		close(fd);
	while (pause() == -1)
		;
	return 0;
}

/* Another process shares our root and working directory: it could move them under the victim. */
static void
act_clonefs(const char *value, struct victim *victim)
{
	static char stack[65536];

	(void)value;
	(void)victim;
	if (clone(hold_directory, stack + sizeof stack, CLONE_FS | SIGCHLD, NULL) == -1)
		give_up("clone");
}

/* The victim through an O_PATH descriptor that we hold as N (`place=N:PATH`). */
static void
act_through(const char *value, struct victim *victim)
{
	victim->through_fd = atoi(value);
}

/*
 * NUMBER:RESULT[:ARGUMENT=VALUE]: from now on this system call (with this value of this argument) does nothing and
 * returns RESULT: 0 is success, an errno otherwise. Root needs no no_new_privs for that.
 */
static void
act_fake(const char *value, struct victim *victim)
{
	unsigned long long number, result;
	const char *second = strchr(strchr(value, ':') + 1, ':');
	unsigned argument = 0, wanted = 0;

	(void)victim;
	two_numbers(value, &number, &result);
	result = strtoull(strchr(value, ':') + 1, NULL, 0);
	if (second != NULL && sscanf(second, ":%u=%u", &argument, &wanted) != 2)
		give_up("fake");
	struct sock_filter program[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 3),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)(offsetof(struct seccomp_data, args) + 8 * argument)),
	    BPF_JUMP(BPF_JMP | (second == NULL ? BPF_JGE : BPF_JEQ) | BPF_K, wanted, 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)(result & SECCOMP_RET_DATA)),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog filter = {sizeof program / sizeof program[0], program};
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == -1)
		give_up("seccomp");
}

/* A session keyring with a key of this name in it, as a caller with secrets has. */
static void
act_keyring(const char *value, struct victim *victim)
{
	(void)victim;
	if (syscall(SYS_keyctl, 1, NULL) == -1 || syscall(SYS_add_key, "user", value, "hidden", 6, -3) == -1)
		give_up("keyring");
}

const struct action privilege_actions[] = {
    {"user", act_user},	      {"ambient", act_ambient}, {"securebits", act_securebits}, {"bounding", act_bounding},
    {"nnp", act_nnp},	      {"userns", act_userns},	{"rootns", act_rootns},		{"traced", act_traced},
    {"clonefs", act_clonefs}, {"through", act_through}, {"fake", act_fake},		{"keyring", act_keyring},
    {"caller", act_caller},
    {NULL, NULL},
};
