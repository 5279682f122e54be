/*
 * Capabilities and identities. Our privilege is two file capabilities in the permitted set; each is effective only
 * around the call that needs it, and MUST be dropped explicitly: they survive every uid change (capabilities(7)).
 */
#ifndef MAPEXEC_PRIVILEGE_H
#define MAPEXEC_PRIVILEGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CAP_SETGID_BIT 6
#define CAP_SETUID_BIT 7
/* More than /proc/PID/status is with 1,024 groups. */
#define STATUS_SIZE 65536
#define OUR_CAPABILITIES (1U << CAP_SETGID_BIT | 1U << CAP_SETUID_BIT)

struct identity {
	uid_t uid;
	gid_t gid;
	const gid_t *groups; /* ascending */
	size_t ngroups;
};

/* The permitted set, low 32 bits; dies on failure. */
uint32_t permitted_capabilities(void);

/* Afterwards permitted = our two, effective and inheritable and ambient empty. Before: both permitted. */
void keep_only_ours(void);

/* Makes one of ours effective, or none. Dies on failure. */
void raise_capability(int bit);
void lower_capabilities(void);

/* Empties all sets. */
void drop_capabilities(void);

/* Groups, gid, uid, capabilities, proof. Dies with switch-failed; after return nothing can be undone. */
void become_for_good(const struct identity *identity);

/* Dies unless the ids read back equal in every way there is, no capability is left and every way back fails. */
void prove_no_return(const struct identity *identity);

/* real = effective = saved of the group, and the given three uids; capabilities stay permitted. Dies on failure. */
void become_split(uid_t real, uid_t effective, uid_t saved, gid_t real_gid, gid_t gid);

/* A short window in which the effective uid is another one. */
void set_effective_uid(uid_t uid);

/* Does the text of /proc/self/status show exactly this identity, and no capability in any set? Pure. */
bool status_proves(const char *text, const struct identity *identity);

/* A session keyring that the caller's keys are not in. Dies on failure; a kernel without keyrings has no leak. */
void join_new_keyring(void);

#endif
