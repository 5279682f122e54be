/* Who uses an account right now: one byte-range lock per launch (docs/decisions/0003-account-lock.md). */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"

#define RETRY_MS 5
#define HELD_BYTE 0
#define LEAVING_BYTE 1

/* Open file description locks: kept over fork, and turned from shared to exclusive without being lost (fcntl(2)). */
static bool
set_lock(int command, short type, off_t byte)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

	while (fcntl(context.lock_fd, command, &lock) == -1)
		if (errno != EINTR)
			return false;
	return true;
}

/* Runs as the service account, whose directory nobody else can enter. */
static int
open_lock(uid_t uid)
{
	char name[16];
	struct stat facts;
	const int directory = open(context.conf.lock_directory, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (directory == -1)
		return -1;
	format(name, sizeof name, "%u", uid);
	const int fd = openat(directory, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	close(directory);
	if (fd != -1 && (fstat(fd, &facts) == -1 || !S_ISREG(facts.st_mode) || facts.st_uid != context.conf.service_uid)) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

void
lock_account(const struct order *order)
{
	if (context.conf.log_only)
		return;
	context.lock_fd = open_lock(order->uid);
	if (context.lock_fd == -1)
		die(R_SUPERVISION_FAILED, "account lock: %s", strerror(errno));
	while (!set_lock(F_OFD_SETLK, F_RDLCK, HELD_BYTE)) {
		if (errno != EAGAIN && errno != EACCES)
			die(R_SUPERVISION_FAILED, "account lock: %s", strerror(errno));
		if (now_ms() >= context.deadline)
			die(R_ACCOUNT_BUSY, "uid %u", order->uid);
		nap(RETRY_MS);
	}
}

bool
hold_account_alone(void)
{
	return context.lock_fd != -1 && set_lock(F_OFD_SETLK, F_WRLCK, HELD_BYTE);
}

void
take_turn_to_leave(void)
{
	if (context.lock_fd != -1)
		set_lock(F_OFD_SETLKW, F_WRLCK, LEAVING_BYTE);
}

void
leave_account(void)
{
	if (context.lock_fd == -1)
		return;
	set_lock(F_OFD_SETLK, F_UNLCK, HELD_BYTE);
	set_lock(F_OFD_SETLK, F_UNLCK, LEAVING_BYTE);
}
