/* Messages inside the helper's own family: fixed head, text as long as needed, one packet each. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "launch.h"

bool
send_note(int fd, struct fact fact, const char *text)
{
	const size_t length = strlen(text) + 1;
	struct iovec parts[] = {{&fact, sizeof fact}, {(void *)(uintptr_t)text, length}};
	const struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};

	return sendmsg(fd, &message, MSG_NOSIGNAL) == (ssize_t)(sizeof fact + length);
}

int
take_note(int fd)
{
	struct note *const note = &context.note;
	const ssize_t got = recv(fd, note, sizeof *note, MSG_DONTWAIT);

	if (got == 0 || (got == -1 && errno != EAGAIN && errno != EINTR))
		return 0;
	if (got == -1)
		return -1;
	note->text[sizeof note->text - 1] = '\0';
	return got > (ssize_t)offsetof(struct note, text) ? 1 : 0;
}

void
make_note_line(int ends[2])
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
		die(reason_of_shortage(errno, R_SUPERVISION_FAILED), "socketpair: %s", strerror(errno));
}
