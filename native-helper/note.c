/* Messages inside the helper's own family: fixed head, text as long as needed, one packet each. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "launch.h"

bool
send_note(int fd, const struct note *note)
{
	const size_t size = offsetof(struct note, text) + strlen(note->text) + 1;

	return send(fd, note, size, MSG_NOSIGNAL) == (ssize_t)size;
}

int
take_note(int fd, struct note *note)
{
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
