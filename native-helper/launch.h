/* The steps from the question to the end of the payload. */
#ifndef MAPEXEC_LAUNCH_H
#define MAPEXEC_LAUNCH_H

#include <signal.h>
#include <sys/resource.h>

#include "helper.h"

/* Whom the helper is asking. The cold decider has a pid and reports failures before its exec on report_fd. */
struct peer {
	int fd;
	pid_t pid; /* 0: the warm service */
	int report_fd;
};

/* A LAUNCH, with the frame that its fields point into, and the peer that may want STARTED and ENDED. */
struct launch {
	uint8_t *frame;
	size_t frame_size;
	struct peer peer;
	struct order order;
};

/* decider.c. -1 in fd: nobody there (warm). start_decider() dies where it cannot start one. */
struct peer connect_service(void);
struct peer start_decider(void);

/* decider.c: waits until the decider is gone, kills it where it lingers. No payload starts beside a decider. */
void end_decider(struct peer *peer);

/* converse.c: asks until there is a LAUNCH. A PRINT is printed, and ends the helper. */
void ask_decider(struct launch *launch);

/* converse.c: STARTED and ENDED, where the warm peer wants them; failure is ignored. */
void tell_started(const struct launch *launch, pid_t pid);
void tell_ended(const struct launch *launch, int status, enum reason reason, const struct rusage *usage);

/* reader.c: reads a file with the caller's rights and answers FILE. False where the peer is gone. */
bool answer_read(const struct peer *peer, const struct read_request *request);

/* bounds.c: dies with out-of-bounds or status-fd-invalid. */
void check_bounds(const struct order *order);
bool was_passed(int fd);

/* account_lock.c: a shared hold on the account (docs/decisions/0003). Dies with account-busy at the deadline. */
void lock_account(const struct order *order);
/* Is this the only launch on the account? Then it stays so until this process ends. */
bool hold_account_alone(void);
/* Two that end at once take turns, so that the last one finds itself alone. */
void take_turn_to_leave(void);
/* Gives up the hold at once, whoever else has a copy of the description. */
void leave_account(void);

/* How a launch ended: wait status, or -1 and a reason where the payload never ran. */
struct ending {
	int status;
	enum reason reason;
	struct rusage usage;
};

/* record.c. open_record() dies with record-failed; write_end() appends the end line once and never dies. */
void open_record(const struct order *order);
void write_end(const struct ending *ending);
/* The line itself, with its newline; returns its length. Pure. */
size_t format_end(char *line, size_t size, const char *ref, const struct timespec *now, const struct ending *ending);

/* note.c. take_note(): 1 = one came, into context.note; 0 = the other end is gone; -1 = none there yet. Never waits. */
bool send_note(int fd, struct fact fact, const char *text);
int take_note(int fd);
/* Two ends, close-on-exec. Dies with no-memory or supervision-failed. */
void make_note_line(int ends[2]);

/* supervisor.c: gives up the memory and descriptors that only the way to the payload needed. */
void forget_question(const struct launch *launch);

/* supervisor.c: returns the helper's exit code. */
int supervise(struct launch *launch);

/* guardian.c: the parent of the payload (docs/decisions/0002). `line` leads to the supervisor. */
_Noreturn void guard(struct launch *launch, int line);

/*
 * forward.c: for the guardian. `payload` is its child and not yet reaped, or 0: then nothing happens. `leads`: it leads a
 * session of its own; `to_group`: the terminal meant its whole group.
 */
void forward_signal(pid_t payload, int number, bool leads, bool to_group);

/* payload.c: in a fresh child of the guardian; leaves privilege, prepares, executes. */
_Noreturn void become_payload(const struct order *order);

/* create.c: as the target. Notes what is to be removed. Dies with target-proxy. */
void create_entries(const struct order *order);

/* remove.c: what was created and is to be removed, the last created first. */
struct removal {
	struct removal *next;
	uint32_t kind;
	uint64_t dev, ino;
	char path[];
};

/* One more, from a NOTE_CREATED. */
struct removal *add_removal(struct removal *next, const struct note *note);

/* Removes as the target, in a child of its own, for at most a minute. */
void remove_entries(const struct order *order, const struct removal *removals);

/* reap.c: sends a signal to every descendant of this process; how many took it. */
size_t signal_descendants(int number);
/* SIGKILL until no descendant is left that can be killed. */
void kill_descendants(void);
/* SIGKILL to everything of the account, at once. Precondition: effective uid = account, held alone. */
void kill_account(uid_t uid);
/* Waits for children that have ended, without blocking; false where there is none at all. */
bool reap_children(void);

#endif
