/*
 * What every part of the helper shares: the one context, and how it fails.
 *
 * Roles: the supervisor S (real uid = caller, effective and saved = service account) forks the decider, readers and
 * the guardian G; G forks the payload P and the remover. Each role sets context.fail, so die() is right everywhere.
 */
#ifndef MAPEXEC_HELPER_H
#define MAPEXEC_HELPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "conf.h"
#include "protocol.h"
#include "text.h"

#define EXIT_CLIENT 201
#define EXIT_SYSTEM 202
#define EXIT_DENIED 203
#define EXIT_PAYLOAD 204

#define DETAIL_SIZE 256
#define NLIMITS 16

/* Tokens, codes and texts stand in reason.c; src/core/reasons.ts documents them for programs. */
enum reason {
	R_NONE,
	R_NAMESPACE_UNTRUSTED,
	R_CAPABILITIES_MISSING,
	R_NO_NEW_PRIVS,
	R_NOSUID_MOUNT,
	R_BOUNDING_SET,
	R_SECUREBITS,
	R_CONFIG_ABSENT,
	R_CONFIG_UNTRUSTED,
	R_CONFIG_SYNTAX,
	R_CALLER_NOT_LISTED,
	R_DECIDER_UNTRUSTED,
	R_DECIDER_FAILED,
	R_DECISION_TIMEOUT,
	R_SERVICE_UNAVAILABLE,
	R_PROTOCOL,
	R_OUT_OF_BOUNDS,
	R_ACCOUNT_BUSY,
	R_RECORD_FAILED,
	R_SWITCH_FAILED,
	R_LABEL_FAILED,
	R_TARGET_PROXY,
	R_CWD_INACCESSIBLE,
	R_COMMAND_MISSING,
	R_COMMAND_NOT_EXECUTABLE,
	R_BAD_INTERPRETER,
	R_ARGUMENTS_TOO_LONG,
	R_STATUS_FD_INVALID,
	R_NO_PROCESS,
	R_NO_MEMORY,
	R_EXEC_FAILED,
	R_START_TIMEOUT,
	R_SUPERVISION_FAILED,
	R_SUPERVISOR_KILLED,
	R_COUNT
};

/* Messages between supervisor, guardian and payload: one SOCK_SEQPACKET message each. */
enum note_kind {
	NOTE_FAILED = 1, /* number: reason; text: detail */
	NOTE_CREATED,	 /* number: kind of entry; dev, ino; text: path. To be removed at the end */
	NOTE_STARTED,	 /* number: pid; the payload's exec has happened */
	NOTE_STOPPED,
	NOTE_ENDED,	 /* number: wait status */
	NOTE_DONE,	 /* nothing is left, the end line is written */
	NOTE_LEFT,	 /* the guardian stays, for as long as the kernel does; the rest of the launch is its alone */
	NOTE_SIGNAL	 /* supervisor to guardian. number: signal; dev: 1 = the terminal's, for the whole group */
};

struct fact {
	uint32_t kind, number;
	uint64_t dev, ino;
};

struct note {
	struct fact fact;
	char text[MAX_PATH + 1];
};

/* Whoever started the helper, as the kernel says. */
struct caller {
	uid_t uid;
	gid_t gid;
	size_t ngroups;
	gid_t *groups; /* room for NGROUPS_MAX, like cwd gone once the payload is started */
};

#define GROUPS_SIZE (65536 * sizeof(gid_t))
#define CWD_SIZE (MAX_PATH + 1)
#define POOL_SIZE (CONF_MAX_RANGES * sizeof(struct range))

struct context {
	char **arguments; /* of main */
	struct caller caller;
	char *cwd; /* the caller's directory by name, empty where it cannot be told */
	struct rlimit limits[NLIMITS]; /* the caller's, for the payload */
	mode_t umask;		       /* the caller's */
	int cwd_fd;		       /* the caller's directory (O_PATH), -1 where it cannot be opened */
	uint8_t passed[32];	       /* bit n: the caller passed descriptor n */
	uint32_t terminals;	       /* HELLO_TERMINALS */
	uint64_t start_time;
	char ref[17];
	int64_t deadline; /* of the conversation, monotonic ms */
	pid_t decider;	  /* alive and ours to kill; 0 = none */
	int status_fd, record_fd, record_dir_fd, ended_dir_fd, lock_fd;
	char record_name[256];
	int report_fd; /* where a forked role reports its failure */
	void (*fail)(enum reason reason, const char *detail);
	struct conf conf;
	struct note note; /* the one that take_note() brought; its first page is shared with the above */
};

extern struct context context;

/*
 * Ends this process for a reason. In the supervisor: one line on stderr, one datagram to syslog, the end line of the
 * record and the status line where those are open, exit code of the reason. In a forked role: a note to its parent.
 * `template` is the detail: for the log, and for the caller where the reason is no secret of policy.
 */
_Noreturn void die(enum reason reason, const char *template, ...) __attribute__((format(printf, 2, 3)));

/* What context.fail is set to. */
void fail_as_supervisor(enum reason reason, const char *detail);
void fail_as_child(enum reason reason, const char *detail);

const char *reason_token(enum reason reason);
int reason_code(enum reason reason);
bool reason_retryable(enum reason reason);

/* A reason that came in a note. */
enum reason reason_of_number(uint32_t number, enum reason otherwise);

/* The reason for a failed fork or allocation, by errno. */
enum reason reason_of_shortage(int error, enum reason otherwise);

/* Sixteen random hex digits into context.ref. */
void make_ref(void);

/* One RFC 3164 datagram to the configured socket; never blocks for long, never fails. */
void log_line(const char *text);

/* STATUS_FD (design, section 8): one JSON line; `status` is a wait status, or -1 where the payload never ran. */
void write_status_line(int code, const char *token, bool retryable, int status);

/* 0-255 as is but 201-204 as 204, death by signal as 128 + signal. */
int exit_code_of(int status);

#endif
