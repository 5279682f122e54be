/* The conversation: HELLO, then READs until a PRINT or a LAUNCH (PROTOCOL.md, "Order"). */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"

extern char **environ;

struct frame {
	uint8_t type;
	uint8_t *body;
	uint32_t length;
};

static size_t
list_size(char **list)
{
	size_t size = 0;

	for (; list != NULL && *list != NULL; list++)
		size += strlen(*list) + 1;
	return size;
}

static uint8_t *
put_list(uint8_t *at, uint16_t tag, char **list)
{
	at = put_field_head(at, tag, (uint32_t)list_size(list));
	for (; list != NULL && *list != NULL; list++) {
		const size_t length = strlen(*list) + 1;
		memcpy(at, *list, length);
		at += length;
	}
	return at;
}

static bool
send_hello(const struct peer *peer)
{
	char **const arguments = context.arguments;
	const struct caller *caller = &context.caller;
	const uint32_t cwd_length = (uint32_t)strlen(context.cwd);
	const size_t body = 11 * FIELD_HEAD + 6 * 4 + 8 + caller->ngroups * 4 + cwd_length + list_size(arguments) +
			    list_size(environ);

	if (body > MAX_FRAME)
		die(R_ARGUMENTS_TOO_LONG, "%zu bytes", body);
	uint8_t *frame = map_memory(FRAME_HEAD + body), *at = put_head(frame, (uint32_t)body, MSG_HELLO);
	at = put_field_u32(at, HELLO_VERSION, PROTOCOL_VERSION);
	at = put_field_u32(at, HELLO_CALLER_UID, caller->uid);
	at = put_field_u32(at, HELLO_CALLER_GID, caller->gid);
	at = put_field_head(at, HELLO_CALLER_GROUPS, (uint32_t)caller->ngroups * 4);
	for (size_t i = 0; i < caller->ngroups; i++)
		at = put_u32(at, caller->groups[i]);
	at = put_field_u32(at, HELLO_PID, (uint32_t)getpid());
	at = put_u64(put_field_head(at, HELLO_START_TIME, 8), context.start_time);
	at = put_field(at, HELLO_CWD, context.cwd, cwd_length);
	at = put_list(at, HELLO_ARGV, arguments);
	at = put_list(at, HELLO_ENVIRON, environ);
	at = put_field_u32(at, HELLO_UMASK, context.umask);
	at = put_field_u32(at, HELLO_TERMINALS, context.terminals);
	const bool sent = send_fully(peer->fd, frame, (size_t)(at - frame), context.deadline);
	unmap_memory(frame, FRAME_HEAD + body);
	return sent;
}

/* False where the peer is gone. The body belongs to the caller of this function. */
static bool
receive(const struct peer *peer, struct frame *frame)
{
	uint8_t head[FRAME_HEAD];

	if (!read_fully(peer->fd, head, sizeof head, context.deadline))
		return false;
	frame->length = get_u32(head);
	frame->type = head[4];
	const char *wrong = refuse_frame(frame->type, frame->length);
	if (wrong != NULL)
		die(R_PROTOCOL, "message 0x%02x: %s", frame->type, wrong);
	frame->body = map_memory(frame->length + 1U);
	if (read_fully(peer->fd, frame->body, frame->length, context.deadline))
		return true;
	const int error = errno;
	unmap_memory(frame->body, frame->length + 1U);
	errno = error;
	return false;
}

static _Noreturn void
print(struct peer *peer, const struct frame *frame)
{
	struct print_order order;
	const char *wrong = parse_print(frame->body, frame->length, &order);

	if (wrong != NULL)
		die(R_PROTOCOL, "PRINT: %s", wrong);
	if (order.status_fd != -1 && !was_passed(order.status_fd))
		die(R_STATUS_FD_INVALID, "%d", order.status_fd);
	end_decider(peer);
	write_fully(1, order.out.at, order.out.length);
	write_fully(2, order.err.at, order.err.length);
	if (order.status_fd != -1)
		write_fully(order.status_fd, order.status_text.at, order.status_text.length);
	_exit(order.code);
}

static void
accept_launch(struct launch *launch, const struct peer *peer, const struct frame *frame)
{
	const char *wrong = parse_launch(frame->body, frame->length, &launch->order);

	if (wrong != NULL)
		die(R_PROTOCOL, "LAUNCH: %s", wrong);
	launch->frame = frame->body;
	launch->frame_size = frame->length + 1U;
	launch->peer = *peer;
	memcpy(context.ref, launch->order.ref, sizeof context.ref);
	if (was_passed(launch->order.status_fd)) /* where not, check_bounds() says so */
		context.status_fd = launch->order.status_fd;
}

/* One whole conversation; false where the peer went away before its answer. */
static bool
converse(struct launch *launch, struct peer *peer)
{
	struct read_request request;
	struct frame frame;

	if (!send_hello(peer))
		return false;
	for (int reads = 0; receive(peer, &frame); reads++) {
		if (frame.type == MSG_PRINT)
			print(peer, &frame);
		if (frame.type == MSG_LAUNCH) {
			accept_launch(launch, peer, &frame);
			return true;
		}
		if (reads == MAX_READS)
			die(R_PROTOCOL, "more than %d READs", MAX_READS);
		const char *wrong = parse_read(frame.body, frame.length, &request);
		if (wrong != NULL)
			die(R_PROTOCOL, "READ: %s", wrong);
		unmap_memory(frame.body, frame.length + 1U);
		if (!answer_read(peer, &request))
			return false;
	}
	return false;
}

/* The cold decider is gone without an answer: say how it ended, and what it failed at if it never got to run. */
static _Noreturn void
explain_loss(struct peer *peer)
{
	const struct note *const note = &context.note;
	int status = 0;

	if (errno == ETIMEDOUT)
		die(R_DECISION_TIMEOUT, "%u ms", context.conf.decision_timeout_ms);
	if (!wait_child(peer->pid, &status, context.deadline))
		die(R_DECIDER_FAILED, "it closed the connection");
	context.decider = 0;
	if (take_note(peer->report_fd) == 1 && note->fact.kind == NOTE_FAILED)
		die(reason_of_number(note->fact.number, R_DECIDER_FAILED), "%s", note->text);
	if (WIFSIGNALED(status))
		die(R_DECIDER_FAILED, "signal %d", WTERMSIG(status));
	die(R_DECIDER_FAILED, "exit %d", WEXITSTATUS(status));
}

void
ask_decider(struct launch *launch)
{
	struct peer peer;

	context.deadline = now_ms() + context.conf.decision_timeout_ms;
	if (context.conf.warm != WARM_OFF) {
		peer = connect_service();
		if (peer.fd != -1 && converse(launch, &peer))
			return;
		if (peer.fd != -1 && errno == ETIMEDOUT)
			die(R_DECISION_TIMEOUT, "%u ms", context.conf.decision_timeout_ms);
		if (peer.fd != -1)
			close(peer.fd);
		if (context.conf.warm == WARM_REQUIRE)
			die(R_SERVICE_UNAVAILABLE, "%s", context.conf.socket);
	}
	peer = start_decider();
	if (!converse(launch, &peer))
		explain_loss(&peer);
}

static void
tell(const struct launch *launch, uint8_t *frame, uint8_t *end, uint8_t type)
{
	put_head(frame, (uint32_t)(end - frame - FRAME_HEAD), type);
	(void)!send(launch->peer.fd, frame, (size_t)(end - frame), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void
tell_started(const struct launch *launch, pid_t pid)
{
	uint8_t frame[FRAME_HEAD + FIELD_HEAD + 4];

	if (launch->order.events && launch->peer.fd != -1)
		tell(launch, frame, put_field_u32(frame + FRAME_HEAD, STARTED_PID, (uint32_t)pid), MSG_STARTED);
}

void
tell_ended(const struct launch *launch, int status, enum reason reason, const struct rusage *usage)
{
	uint8_t frame[FRAME_HEAD + 3 * FIELD_HEAD + 4 + 40 + 64], *at = frame + FRAME_HEAD;
	const struct timeval times[2] = {usage->ru_utime, usage->ru_stime};

	if (!launch->order.events || launch->peer.fd == -1)
		return;
	at = put_field_u32(at, ENDED_STATUS, status == -1 ? 0 : (uint32_t)status);
	at = put_field_head(at, ENDED_RUSAGE, 40);
	for (int i = 0; i < 2; i++)
		at = put_u64(at, (uint64_t)times[i].tv_sec * 1000000 + (uint64_t)times[i].tv_usec);
	at = put_u64(at, (uint64_t)usage->ru_maxrss);
	at = put_u64(at, (uint64_t)usage->ru_minflt);
	at = put_u64(at, (uint64_t)usage->ru_majflt);
	if (reason != R_NONE)
		at = put_field(at, ENDED_REASON, reason_token(reason), (uint32_t)strlen(reason_token(reason)));
	tell(launch, frame, at, MSG_ENDED);
}
