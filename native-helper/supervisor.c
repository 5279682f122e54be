/* The supervisor: what the caller sees of the payload. Forwards signals, stops and ends with it. */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

static const int FORWARDED[] = {SIGHUP,	 SIGINT,  SIGQUIT,  SIGTERM, SIGUSR1,
				SIGUSR2, SIGALRM, SIGWINCH, SIGCONT, SIGTSTP};

struct view {
	const struct launch *launch;
	int line; /* to the guardian */
	int signals;
	bool ended, done, left, failed;
	int status;
	enum reason reason;
	char detail[DETAIL_SIZE];
};

static int
open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	for (size_t i = 0; i < sizeof FORWARDED / sizeof FORWARDED[0]; i++)
		sigaddset(&set, FORWARDED[i]);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == -1)
		die(R_SUPERVISION_FAILED, "signal mask: %s", strerror(errno));
	sigdelset(&set, SIGCHLD); /* nap() and wait_child() take that one */
	const int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd == -1)
		die(reason_of_shortage(errno, R_SUPERVISION_FAILED), "signalfd: %s", strerror(errno));
	return fd;
}

void
forget_question(const struct launch *launch)
{
	for (int fd = 3; fd < 256; fd++)
		if (was_passed(fd) && fd != context.status_fd)
			close(fd);
	if (context.cwd_fd != -1)
		close(context.cwd_fd);
	unmap_memory(launch->frame, launch->frame_size);
	unmap_memory(context.cwd, CWD_SIZE);
	unmap_memory(context.caller.groups, GROUPS_SIZE);
	unmap_memory(context.conf.pool, POOL_SIZE);
}

static pid_t
start_guardian(struct launch *launch, struct view *view)
{
	int ends[2];

	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == -1)
		die(R_SUPERVISION_FAILED, "subreaper: %s", strerror(errno));
	make_note_line(ends);
	const pid_t guardian = fork();
	if (guardian == -1)
		die(reason_of_shortage(errno, R_NO_PROCESS), "fork: %s", strerror(errno));
	if (guardian == 0) {
		close(ends[0]);
		close(view->signals);
		guard(launch, ends[1]);
	}
	/* What follows can wait: where both share a processor, the guardian goes first. */
	sched_yield();
	close(ends[1]);
	view->line = ends[0];
	forget_question(launch);
	/* Who reads the payload's output, or feeds it, must not wait for us. Descriptor 2 stays for our own line. */
	put_null(0);
	put_null(1);
	return guardian;
}

/* Signals of the terminal were meant for its whole foreground group; the payload is never in that group. */
static bool
forward_signals(struct view *view)
{
	struct signalfd_siginfo info;
	bool continued = false;

	while (read(view->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		send_note(view->line, (struct fact){NOTE_SIGNAL, info.ssi_signo, info.ssi_code == SI_KERNEL, 0}, "");
		continued = continued || info.ssi_signo == SIGCONT;
	}
	return continued;
}

/* The caller sees the payload stop, as if it were its child. Where a SIGCONT has overtaken, there is nothing to see. */
static void
stop_with_payload(struct view *view)
{
	if (!forward_signals(view))
		kill(getpid(), SIGSTOP);
}

static void
take_fact(struct view *view, const struct note *note)
{
	switch (note->fact.kind) {
	case NOTE_STARTED: tell_started(view->launch, (pid_t)note->fact.number); break;
	case NOTE_STOPPED: stop_with_payload(view); break;
	case NOTE_ENDED:
		view->ended = true;
		view->status = (int)note->fact.number;
		break;
	case NOTE_FAILED:
		view->failed = true;
		view->reason = reason_of_number(note->fact.number, R_SUPERVISION_FAILED);
		format(view->detail, sizeof view->detail, "%.*s", (int)sizeof view->detail - 1, note->text);
		break;
	case NOTE_LEFT: view->left = true; break;
	case NOTE_DONE: view->done = true; break;
	default: break;
	}
}

/* Until the guardian has said all it has to say. */
static void
watch_guardian(struct view *view)
{
	/* A payload that cannot be killed has an end of the line, too: it does not end then. */
	for (int outcome = -1; outcome != 0 && !view->left;) {
		struct pollfd pollers[] = {{view->line, POLLIN, 0}, {view->signals, POLLIN, 0}};
		if (poll(pollers, 2, -1) <= 0)
			continue;
		forward_signals(view);
		while ((outcome = take_note(view->line)) == 1)
			take_fact(view, &context.note);
	}
	close(view->line);
}

/* The guardian is gone before its work was: its children are ours now (subreaper), and its work too. */
static void
replace_guardian(const struct view *view)
{
	set_effective_uid(view->launch->order.uid);
	kill_descendants();
	set_effective_uid(context.conf.service_uid);
}

int
supervise(struct launch *launch)
{
	struct view view = {.launch = launch, .status = -1};
	struct ending ending = {.status = -1};
	int status;

	view.signals = open_signals();
	reap_children(); /* readers that have ended: no zombie beside the payload */
	const pid_t guardian = start_guardian(launch, &view);
	release_stack();
	watch_guardian(&view);
	while (!view.left && wait4(guardian, &status, 0, &ending.usage) == -1 && errno == EINTR)
		;
	if (!view.done && !view.left)
		replace_guardian(&view);
	if (!view.ended && !view.failed) {
		view.failed = true;
		view.reason = R_SUPERVISION_FAILED;
	}
	ending.status = view.failed ? -1 : view.status;
	ending.reason = view.failed ? view.reason : R_NONE;
	if (view.done || view.left)
		context.record_fd = -1; /* the end line is the guardian's */
	else
		write_end(&ending);
	tell_ended(launch, ending.status, ending.reason, &ending.usage);
	reap_children();
	if (view.failed)
		die(view.reason, "%s", view.detail);
	const int code = exit_code_of(view.status);
	write_status_line(code, code == EXIT_PAYLOAD && !WIFSIGNALED(view.status) ? "payload-code" : NULL, false,
			  view.status);
	return code;
}
