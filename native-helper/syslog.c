/* One line to the system log: RFC 3164 over the local datagram socket, without syslog(3)'s state. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "helper.h"

#define PRIORITY (10 * 8 + 4) /* authpriv, warning */
#define PATIENCE_MS 20

static void
send_datagram(const char *path, const char *text, size_t length)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd == -1)
		return;
	memcpy(address.sun_path, path, strlen(path));
	if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
	    send(fd, text, length, MSG_DONTWAIT | MSG_NOSIGNAL) == -1 && errno == EAGAIN) {
		struct pollfd poller = {fd, POLLOUT, 0};
		if (poll(&poller, 1, PATIENCE_MS) == 1)
			(void)!send(fd, text, length, MSG_DONTWAIT | MSG_NOSIGNAL);
	}
	close(fd);
}

void
log_line(const char *text)
{
	char line[DETAIL_SIZE * 3], date[16];

	/* UTC: local time would mean believing TZ. Receivers on the local socket stamp the line themselves. */
	format_date(date, sizeof date, time(NULL));
	const size_t length = format(line, sizeof line, "<%d>%s mapexec-helper[%d]: %s", PRIORITY, date, (int)getpid(), text);
	send_datagram(context.conf.syslog_socket[0] != '\0' ? context.conf.syslog_socket : "/dev/log", line, length);
}
