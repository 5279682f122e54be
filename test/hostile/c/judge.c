/*
 * judge UID GID: a payload that judges its own identity, for launches under system call filters. Two witnesses, because
 * a filter may fake either: what the kernel says by getres*id(2) and capget(2), and what /proc/self/status says.
 *
 * Exit: 42 both or one of them confirms all of it, and none contradicts; 66 one of them contradicts; 43 neither can say.
 * An id that is never filled in by a faked call keeps its sentinel and counts as "cannot say".
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SENTINEL 0x7e7e7e7eU

enum said { UNKNOWN, RIGHT, WRONG };

static enum said
ask_kernel(unsigned uid, unsigned gid)
{
	unsigned u[3] = {SENTINEL, SENTINEL, SENTINEL}, g[3] = {SENTINEL, SENTINEL, SENTINEL}, groups[64];
	struct {
		unsigned version;
		int pid;
	} header = {0x20080522, 0};
	struct {
		unsigned effective, permitted, inheritable;
	} sets[2] = {{SENTINEL, SENTINEL, SENTINEL}, {0, 0, 0}};

	groups[0] = SENTINEL;
	if (syscall(SYS_getresuid, &u[0], &u[1], &u[2]) != 0 || syscall(SYS_getresgid, &g[0], &g[1], &g[2]) != 0 ||
	    syscall(SYS_capget, &header, sets) != 0)
		return UNKNOWN;
	const long count = syscall(SYS_getgroups, 64, groups);
	if (u[0] == SENTINEL || g[0] == SENTINEL || sets[0].permitted == SENTINEL || count < 0 ||
	    (count > 0 && groups[0] == SENTINEL))
		return UNKNOWN;
	for (int i = 0; i < 3; i++)
		if (u[i] != uid || g[i] != gid)
			return WRONG;
	if (sets[0].permitted != 0 || sets[0].effective != 0 || sets[0].inheritable != 0)
		return WRONG;
	return count == 1 && groups[0] == gid ? RIGHT : count == 0 ? UNKNOWN : WRONG;
}

static enum said
ask_proc(unsigned uid, unsigned gid)
{
	static char text[16384];
	char wanted[256];
	const int fd = (int)syscall(SYS_openat, -100, "/proc/self/status", O_RDONLY, 0);
	const long got = fd < 0 ? -1 : syscall(SYS_read, fd, text, sizeof text - 1);

	if (got <= 0 || strstr(text, "\nUid:") == NULL || strstr(text, "\nCapPrm:") == NULL)
		return UNKNOWN;
	snprintf(wanted, sizeof wanted, "\nUid:\t%u\t%u\t%u\t%u\nGid:\t%u\t%u\t%u\t%u\n", uid, uid, uid, uid, gid, gid, gid, gid);
	if (strstr(text, wanted) == NULL)
		return WRONG;
	snprintf(wanted, sizeof wanted, "\nGroups:\t%u \n", gid);
	if (strstr(text, wanted) == NULL)
		return WRONG;
	return strstr(text, "\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n") != NULL ? RIGHT
																	: WRONG;
}

int
main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	const unsigned uid = (unsigned)strtoul(argv[1], NULL, 10), gid = (unsigned)strtoul(argv[2], NULL, 10);
	const enum said kernel = ask_kernel(uid, gid), proc = ask_proc(uid, gid);

	if (kernel == WRONG || proc == WRONG)
		return 66;
	return kernel == RIGHT || proc == RIGHT ? 42 : 43;
}
