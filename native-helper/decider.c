/* Start the decision program as the service account, or connect to the one that `mapexec serve` keeps warm. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"
#include "start.h"

#define DECIDER_FD 3
#define CONNECT_BUDGET_US 50000
#define EXIT_BUDGET_MS 2000

/*
 * Whoever called listen(2): `mapexec serve`, or systemd for it, until it has done so itself (docs/decisions/0011). Nobody
 * else is either of them.
 */
static bool
is_believed(uid_t listener)
{
	return listener == context.conf.service_uid || listener == 0;
}

struct peer
connect_service(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct ucred credentials = {0, (uid_t)-1, (gid_t)-1};
	socklen_t size = sizeof credentials;
	const struct timeval budget = {0, CONNECT_BUDGET_US};
	const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path, context.conf.socket, sizeof address.sun_path);
	/* SO_SNDTIMEO bounds connect(2) on a full backlog too (socket(7)); the socket itself never blocks us later. */
	if (fd != -1 && setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &budget, sizeof budget) == 0 &&
	    connect(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 &&
	    is_believed(credentials.uid))
		return (struct peer){.fd = fd, .report_fd = -1};
	if (fd != -1)
		close(fd);
	return (struct peer){.fd = -1, .report_fd = -1};
}

/* Every word that is a path is checked like helper.conf. The interpreter is executed through its checked descriptor. */
static int
open_decider(void)
{
	char why[DETAIL_SIZE];
	int interpreter = -1;

	for (char **word = context.conf.decider; *word != NULL; word++) {
		if ((*word)[0] != '/')
			continue;
		const int fd = open_trusted(*word, O_PATH, why, sizeof why);
		if (fd == -1)
			die(R_DECIDER_UNTRUSTED, "%s", why);
		if (word == context.conf.decider)
			interpreter = fd;
		else
			close(fd);
	}
	return interpreter;
}

static _Noreturn void
become_decider(int interpreter, int socket_fd)
{
	static char *const environment[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/", NULL};
	const gid_t group = context.conf.service_gid;
	const struct identity service = {context.conf.service_uid, group, &group, 1};

	become_for_good(&service);
	if (setsid() == -1)
		die(R_SWITCH_FAILED, "setsid: %s", strerror(errno));
	join_new_keyring();
	for (int fd = 0; fd < 3; fd++)
		put_null(fd);
	/* Out of the way of descriptor 3, which one of them may be. */
	context.report_fd = fcntl(context.report_fd, F_DUPFD_CLOEXEC, 10);
	interpreter = fcntl(interpreter, F_DUPFD_CLOEXEC, 10);
	socket_fd = fcntl(socket_fd, F_DUPFD_CLOEXEC, 10);
	if (context.report_fd == -1 || interpreter == -1 || dup2(socket_fd, DECIDER_FD) == -1)
		die(R_DECIDER_FAILED, "descriptors: %s", strerror(errno));
	close_on_exec_from(DECIDER_FD + 1);
	restore_signals();
	syscall(SYS_execveat, interpreter, "", context.conf.decider, environment, AT_EMPTY_PATH);
	die(R_DECIDER_FAILED, "%s: %s", context.conf.decider[0], strerror(errno));
}

struct peer
start_decider(void)
{
	int sockets[2], report[2];
	const int interpreter = open_decider();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == -1)
		die(reason_of_shortage(errno, R_DECIDER_FAILED), "socketpair: %s", strerror(errno));
	make_note_line(report);
	const pid_t pid = fork();
	if (pid == -1)
		die(reason_of_shortage(errno, R_NO_PROCESS), "fork: %s", strerror(errno));
	if (pid == 0) {
		context.fail = fail_as_child;
		context.report_fd = report[1];
		become_decider(interpreter, sockets[1]);
	}
	close(interpreter);
	close(sockets[1]);
	close(report[1]);
	context.decider = pid;
	return (struct peer){.fd = sockets[0], .pid = pid, .report_fd = report[0]};
}

void
end_decider(struct peer *peer)
{
	int status;
	const int64_t now = now_ms();

	if (peer->pid == 0)
		return;
	shutdown(peer->fd, SHUT_WR);
	if (!wait_child(peer->pid, &status, now + EXIT_BUDGET_MS)) {
		kill(peer->pid, SIGKILL);
		if (!wait_child(peer->pid, &status, now + 2 * EXIT_BUDGET_MS))
			die(R_DECIDER_FAILED, "it does not end");
	}
	context.decider = 0;
	close(peer->report_fd);
	close(peer->fd);
	*peer = (struct peer){.fd = -1, .report_fd = -1};
}
