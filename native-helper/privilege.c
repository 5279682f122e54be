/* Raise, lower and drop our two capabilities; change identity for good, and prove it. */
#include "privilege.h"

#include <errno.h>
#include <grp.h>
#include <fcntl.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "helper.h"
#include "io.h"

#define CAPABILITY_VERSION_3 0x20080522U /* linux/capability.h, which musl-gcc does not find */

struct capability_header {
	uint32_t version;
	int pid;
};

struct capability_sets {
	uint32_t effective, permitted, inheritable;
};

static void
set_capabilities(uint32_t effective, uint32_t permitted)
{
	struct capability_header header = {CAPABILITY_VERSION_3, 0};
	const struct capability_sets sets[2] = {{effective, permitted, 0}, {0, 0, 0}};

	if (syscall(SYS_capset, &header, sets) == -1)
		die(R_SWITCH_FAILED, "capset: %s", strerror(errno));
}

uint32_t
permitted_capabilities(void)
{
	struct capability_header header = {CAPABILITY_VERSION_3, 0};
	struct capability_sets sets[2];

	memset(sets, 0, sizeof sets);
	if (syscall(SYS_capget, &header, sets) == -1)
		die(R_CAPABILITIES_MISSING, "capget: %s", strerror(errno));
	return sets[0].permitted;
}

void
raise_capability(int bit)
{
	set_capabilities(1U << bit, OUR_CAPABILITIES);
}

void
lower_capabilities(void)
{
	set_capabilities(0, OUR_CAPABILITIES);
}

static void
clear_ambient(void)
{
	/* EINVAL: a kernel before 4.3, which has no ambient set. */
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == -1 && errno != EINVAL)
		die(R_SWITCH_FAILED, "clearing ambient capabilities: %s", strerror(errno));
}

void
keep_only_ours(void)
{
	clear_ambient();
	lower_capabilities();
}

void
drop_capabilities(void)
{
	clear_ambient();
	set_capabilities(0, 0);
}

void
become_for_good(const struct identity *identity)
{
	raise_capability(CAP_SETGID_BIT);
	if (setgroups(identity->ngroups, identity->groups) == -1)
		die(R_SWITCH_FAILED, "setgroups: %s", strerror(errno));
	if (setresgid(identity->gid, identity->gid, identity->gid) == -1)
		die(R_SWITCH_FAILED, "setresgid: %s", strerror(errno));
	raise_capability(CAP_SETUID_BIT);
	if (setresuid(identity->uid, identity->uid, identity->uid) == -1)
		die(R_SWITCH_FAILED, "setresuid: %s", strerror(errno));
	drop_capabilities();
	prove_no_return(identity);
}

static void
check_uids(uid_t real, uid_t effective, uid_t saved)
{
	uid_t r = (uid_t)-1, e = (uid_t)-1, s = (uid_t)-1;

	/* Not the return value of setresuid(): a seccomp filter can fake it. */
	if (getresuid(&r, &e, &s) == -1 || r != real || e != effective || s != saved)
		die(R_SWITCH_FAILED, "uids read back as %u/%u/%u", r, e, s);
}

static void
check_gids(gid_t real, gid_t effective, gid_t saved)
{
	gid_t r = (gid_t)-1, e = (gid_t)-1, s = (gid_t)-1;

	if (getresgid(&r, &e, &s) == -1 || r != real || e != effective || s != saved)
		die(R_SWITCH_FAILED, "gids read back as %u/%u/%u", r, e, s);
}

static void
check_groups(const struct identity *identity)
{
	gid_t groups[MAX_GROUPS];

	memset(groups, 0xff, sizeof groups);
	const int count = getgroups(MAX_GROUPS, groups);
	if (count < 0 || (size_t)count != identity->ngroups)
		die(R_SWITCH_FAILED, "%d groups read back instead of %zu", count, identity->ngroups);
	for (size_t i = 0; i < identity->ngroups; i++)
		if (groups[i] != identity->groups[i])
			die(R_SWITCH_FAILED, "group %u read back instead of %u", groups[i], identity->groups[i]);
}

/* Success of any way back is fatal: whoever can go back has not left. */
static void
try_ways_back(const struct identity *identity)
{
	const uid_t uids[] = {0, context.caller.uid, context.conf.service_uid,
			      identity->uid + context.conf.guardian_uid_offset};
	const gid_t gids[] = {0, context.caller.gid, context.conf.service_gid};

	for (size_t i = 0; i < sizeof uids / sizeof uids[0]; i++)
		if (uids[i] != identity->uid && setresuid((uid_t)-1, uids[i], (uid_t)-1) == 0)
			die(R_SWITCH_FAILED, "uid %u could be had back", uids[i]);
	for (size_t i = 0; i < sizeof gids / sizeof gids[0]; i++)
		if (gids[i] != identity->gid && setresgid((gid_t)-1, gids[i], (gid_t)-1) == 0)
			die(R_SWITCH_FAILED, "gid %u could be had back", gids[i]);
	if (setgroups(0, NULL) == 0)
		die(R_SWITCH_FAILED, "the groups can still be changed");
}

void
prove_no_return(const struct identity *identity)
{
	try_ways_back(identity);
	check_uids(identity->uid, identity->uid, identity->uid);
	check_gids(identity->gid, identity->gid, identity->gid);
	check_groups(identity);

	char *text = map_memory(STATUS_SIZE);
	if (read_proc("/proc/self/status", text, STATUS_SIZE) == -1)
		die(R_SWITCH_FAILED, "/proc/self/status: %s", strerror(errno));
	if (!status_proves(text, identity))
		die(R_SWITCH_FAILED, "/proc/self/status contradicts the identity %u:%u", identity->uid, identity->gid);
	unmap_memory(text, STATUS_SIZE);
}

void
become_split(uid_t real, uid_t effective, uid_t saved, gid_t real_gid, gid_t gid)
{
	raise_capability(CAP_SETGID_BIT);
	if (setgroups(1, &gid) == -1)
		die(R_SWITCH_FAILED, "setgroups: %s", strerror(errno));
	if (setresgid(real_gid, gid, gid) == -1)
		die(R_SWITCH_FAILED, "setresgid: %s", strerror(errno));
	raise_capability(CAP_SETUID_BIT);
	/* Where the caller is root, leaving uid 0 would empty the permitted set; cleared again below. */
	if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
		die(R_SWITCH_FAILED, "PR_SET_KEEPCAPS: %s", strerror(errno));
	if (setresuid(real, effective, saved) == -1)
		die(R_SWITCH_FAILED, "setresuid: %s", strerror(errno));
	lower_capabilities();
	if (prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0) == -1 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		die(R_SWITCH_FAILED, "prctl: %s", strerror(errno));
	check_uids(real, effective, saved);
	check_gids(real_gid, gid, gid);
}

void
set_effective_uid(uid_t uid)
{
	raise_capability(CAP_SETUID_BIT);
	const int outcome = setresuid((uid_t)-1, uid, (uid_t)-1);
	lower_capabilities();
	if (outcome == -1 || geteuid() != uid)
		die(R_SWITCH_FAILED, "setresuid(-1, %u, -1): %s", uid, strerror(errno));
}

void
join_new_keyring(void)
{
	const long join_session_keyring = 1; /* linux/keyctl.h */
	const long keyring = syscall(SYS_keyctl, join_session_keyring, NULL);

	/* The serial number of a keyring is positive; 0 would be a faked success. */
	if (keyring <= 0 && !(keyring == -1 && errno == ENOSYS))
		die(R_SWITCH_FAILED, "joining a new session keyring: %s", strerror(errno));
}
