/*
 * The guardian: parent of the payload, and what stays when the supervisor is killed (docs/decisions/0002).
 *
 * Real and saved uid are target + offset, which nobody else has: neither caller nor payload can signal, trace or
 * renice it. The effective uid is the target's, so it can kill the target's processes.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

#define DEATH_BUDGET_MS 2000 /* until a payload killed before its exec is gone, if the kernel can let it go at all */

struct watch {
	const struct order *order;
	int line;	/* to the supervisor; -1 once that is gone */
	int notes;	/* from the payload until its exec; -1 afterwards */
	int signals;	/* SIGCHLD */
	pid_t payload;	/* 0 once reaped: never signalled afterwards */
	int64_t late;	/* when its exec is overdue, or its death */
	bool leads;	/* the payload leads a session of its own */
	int status;	/* wait status of the payload */
	bool orphaned;	/* the supervisor was gone before the payload */
	enum reason failure;
	char detail[DETAIL_SIZE];
	struct removal *removals;
};

static void
tell(struct watch *watch, enum note_kind kind, uint32_t number)
{
	if (watch->line != -1)
		send_note(watch->line, (struct fact){.kind = kind, .number = number}, "");
}

static void
become_guardian(const struct order *order)
{
	const uid_t own = context.conf.log_only ? context.conf.service_uid : order->uid + context.conf.guardian_uid_offset;

	become_split(own, order->uid, own, order->gid, order->gid);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == -1)
		die(R_SUPERVISION_FAILED, "subreaper: %s", strerror(errno));
	if (access("/proc/thread-self/children", R_OK) == -1)
		die(R_SUPERVISION_FAILED, "/proc/thread-self/children: %s", strerror(errno));
}

static int
open_signals(void)
{
	sigset_t all, child;

	/* A batch system that signals every process of a job MUST not end the guardian before its work is done. */
	sigfillset(&all);
	if (sigprocmask(SIG_BLOCK, &all, NULL) == -1)
		die(R_SUPERVISION_FAILED, "signal mask: %s", strerror(errno));
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	const int fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd == -1)
		die(reason_of_shortage(errno, R_SUPERVISION_FAILED), "signalfd: %s", strerror(errno));
	return fd;
}

static void
start_payload(struct watch *watch)
{
	int ends[2];

	make_note_line(ends);
	watch->payload = fork();
	if (watch->payload == -1)
		die(reason_of_shortage(errno, R_NO_PROCESS), "fork: %s", strerror(errno));
	if (watch->payload == 0) {
		context.report_fd = ends[1];
		become_payload(watch->order);
	}
	close(ends[1]);
	watch->notes = ends[0];
	watch->late = now_ms() + context.conf.decision_timeout_ms;
	watch->leads = watch->order->session == SESSION_NEW || (context.terminals & 8) != 0;
}

/* Out of the caller's session, with none of its descriptors: they are the payload's business now. */
static void
detach(struct launch *launch)
{
	if (setsid() == -1)
		die(R_SUPERVISION_FAILED, "setsid: %s", strerror(errno));
	for (int fd = 0; fd < 3; fd++)
		put_null(fd);
	context.status_fd = -1;
	if (launch->peer.fd != -1)
		close(launch->peer.fd);
	forget_question(launch);
}

/* The payload's notes end when its exec closes the line: with a failure among them it never ran. */
static void
take_payload_notes(struct watch *watch)
{
	const struct note *const note = &context.note;
	int outcome = -1;

	while (watch->notes != -1 && (outcome = take_note(watch->notes)) == 1)
		if (note->fact.kind == NOTE_CREATED) {
			watch->removals = add_removal(watch->removals, note);
		} else {
			watch->failure = reason_of_number(note->fact.number, R_SUPERVISION_FAILED);
			format(watch->detail, sizeof watch->detail, "%s", note->text);
		}
	if (watch->notes == -1 || outcome == -1)
		return;
	close(watch->notes);
	watch->notes = -1;
	if (watch->failure == R_NONE && watch->order->events)
		tell(watch, NOTE_STARTED, (uint32_t)watch->payload);
}

static void
take_supervisor_notes(struct watch *watch)
{
	const struct note *const note = &context.note;
	int outcome;

	while ((outcome = take_note(watch->line)) == 1)
		if (note->fact.kind == NOTE_SIGNAL)
			forward_signal(watch->payload, (int)note->fact.number, watch->leads, note->fact.dev == 1);
	if (outcome == 0) {
		close(watch->line);
		watch->line = -1;
		watch->orphaned = watch->payload != 0;
	}
}

static void
take_ended_children(struct watch *watch)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	while (read(watch->signals, &info, sizeof info) > 0)
		;
	while (watch->payload != 0 && (pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
		if (pid != watch->payload)
			continue;
		if (WIFSTOPPED(status)) {
			tell(watch, NOTE_STOPPED, 0);
			continue;
		}
		watch->payload = 0;
		watch->status = status;
	}
}

/* One round: wait at most `milliseconds` (-1: for ever), then take whatever has come. */
static void
watch_once(struct watch *watch, int milliseconds)
{
	struct pollfd pollers[] = {{watch->line, POLLIN, 0}, {watch->notes, POLLIN, 0}, {watch->signals, POLLIN, 0}};

	if (poll(pollers, 3, milliseconds) <= 0)
		return;
	if (pollers[1].revents != 0)
		take_payload_notes(watch);
	if (pollers[0].revents != 0)
		take_supervisor_notes(watch);
	if (pollers[2].revents != 0)
		take_ended_children(watch);
}

/* Milliseconds until the payload's exec, or its death, is overdue; -1 where neither is waited for any more. */
static int
time_to_start(const struct watch *watch)
{
	const int64_t left = watch->late - now_ms();
	const bool awaited = watch->failure == R_NONE || (watch->failure == R_START_TIMEOUT && watch->line != -1);

	return watch->notes == -1 || !awaited ? -1 : left > 0 ? (int)left : 0;
}

static void
tell_failure(const struct watch *watch)
{
	send_note(watch->line, (struct fact){.kind = NOTE_FAILED, .number = (uint32_t)watch->failure}, watch->detail);
}

/* The payload cannot even be killed. We hold its account and record until it can; the supervisor need not wait. */
static void
stay_alone(struct watch *watch)
{
	tell_failure(watch);
	tell(watch, NOTE_LEFT, 0);
	close(watch->line);
	watch->line = -1;
}

/* The way to the exec leads over directories and files that may lie on a server that is gone. */
static void
end_slow_start(struct watch *watch)
{
	if (time_to_start(watch) != 0)
		return;
	take_payload_notes(watch);
	if (watch->failure == R_START_TIMEOUT && watch->notes != -1)
		stay_alone(watch);
	if (watch->notes == -1 || watch->failure != R_NONE)
		return;
	watch->failure = R_START_TIMEOUT;
	watch->late = now_ms() + DEATH_BUDGET_MS;
	format(watch->detail, sizeof watch->detail, "%u ms", context.conf.decision_timeout_ms);
	kill(watch->payload, SIGKILL);
}

/* SIGTERM first, where the launch grants a time to obey it and there is a supervisor who can wait for it. */
static void
grant_grace(struct watch *watch)
{
	const int64_t end = now_ms() + watch->order->grace;

	if (watch->order->grace == 0 || !reap_children() || watch->line == -1)
		return;
	signal_descendants(SIGTERM);
	while (watch->line != -1 && now_ms() < end && reap_children())
		watch_once(watch, (int)(end - now_ms() < 20 ? 5 : 20));
}

static void
clean_up(struct watch *watch)
{
	const bool whole_account = watch->order->reap == REAP_ACCOUNT && !context.conf.log_only;

	grant_grace(watch);
	if (whole_account && hold_account_alone())
		kill_account(watch->order->uid);
	kill_descendants();
	remove_entries(watch->order, watch->removals);
	if (!whole_account)
		return;
	take_turn_to_leave();
	if (hold_account_alone())
		kill_account(watch->order->uid);
}

static _Noreturn void
finish(struct watch *watch)
{
	struct ending ending = {.status = watch->status, .reason = R_NONE};

	getrusage(RUSAGE_CHILDREN, &ending.usage);
	if (watch->failure != R_NONE)
		ending = (struct ending){-1, watch->failure, ending.usage};
	else if (watch->orphaned)
		ending.reason = R_SUPERVISOR_KILLED;
	write_end(&ending);
	leave_account();
	tell(watch, NOTE_DONE, 0);
	_exit(0);
}

void
guard(struct launch *launch, int line)
{
	struct watch watch = {.order = &launch->order, .line = line, .notes = -1};

	context.fail = fail_as_child;
	context.report_fd = line;
	watch.signals = open_signals();
	lock_account(watch.order); /* nobody cleans the account under us */
	become_guardian(watch.order);
	start_payload(&watch);
	/* Asleep until the payload runs, or failed to: nothing competes with it, or makes its exec move to another processor. */
	while (watch.notes != -1 && watch.line != -1) {
		watch_once(&watch, time_to_start(&watch));
		end_slow_start(&watch);
	}
	detach(launch);
	release_stack();
	while (watch.payload != 0) {
		/* With the supervisor gone everything goes at once: a tracer among them could keep the payload a zombie. */
		if (watch.line == -1)
			signal_descendants(SIGKILL);
		watch_once(&watch, watch.line == -1 ? 20 : time_to_start(&watch));
		end_slow_start(&watch);
	}
	take_payload_notes(&watch);
	if (watch.failure != R_NONE && watch.line != -1)
		tell_failure(&watch);
	else
		tell(&watch, NOTE_ENDED, (uint32_t)watch.status);
	clean_up(&watch);
	finish(&watch);
}
