/*
 * Read a file with the caller's own rights: in a short-lived child without capabilities whose file system ids are the
 * caller's. A file on a dead server or a pipe then holds the child, never the helper.
 */
#include <errno.h>
#include <grp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

/* What the reader sends first; `size` bytes follow. */
struct answer {
	uint32_t error, has_facts, size;
	uint8_t facts[FACTS_SIZE];
};

/* Afterwards every open() asks for the caller's rights and nobody else's. */
static void
act_as_caller(void)
{
	const struct caller *caller = &context.caller;

	raise_capability(CAP_SETGID_BIT);
	if (setgroups(caller->ngroups, caller->groups) == -1)
		die(R_SWITCH_FAILED, "setgroups: %s", strerror(errno));
	setfsgid(caller->gid);
	raise_capability(CAP_SETUID_BIT);
	setfsuid(caller->uid);
	drop_capabilities();
	/* Their return value is the id before, so asking with an impossible one shows the present. */
	if ((uid_t)setfsuid((uid_t)-1) != caller->uid || (gid_t)setfsgid((gid_t)-1) != caller->gid)
		die(R_SWITCH_FAILED, "file system ids");
	if (permitted_capabilities() != 0)
		die(R_SWITCH_FAILED, "capabilities are left");
}

static void
put_facts(struct answer *answer, const struct stat *facts)
{
	uint8_t *at = answer->facts;

	at = put_u32(at, facts->st_mode);
	at = put_u32(at, facts->st_uid);
	at = put_u32(at, facts->st_gid);
	at = put_u32(at, (uint32_t)facts->st_nlink);
	at = put_u64(at, (uint64_t)facts->st_size);
	at = put_u64(at, facts->st_dev);
	at = put_u64(at, facts->st_ino);
	at = put_u64(at, (uint64_t)facts->st_mtim.tv_sec);
	put_u64(at, (uint64_t)facts->st_mtim.tv_nsec);
	answer->has_facts = 1;
}

/* Opens regular files only: what O_PATH opened is looked at before anything is really opened. */
static int
open_regular(const char *path)
{
	struct stat facts;
	char name[32];
	const int place = open(path, O_PATH | O_CLOEXEC);

	if (place == -1 || fstat(place, &facts) == -1)
		return -1;
	if (!S_ISREG(facts.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	format(name, sizeof name, "/proc/self/fd/%d", place);
	return open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static bool
is_unchanged(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && a->st_ino == b->st_ino && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec && a->st_mode == b->st_mode && a->st_uid == b->st_uid;
}

/* Fills the answer and the data; returns the errno for it. `data` has one byte more than the cap, to see growth. */
static int
read_file(const struct read_request *request, struct answer *answer, uint8_t *data)
{
	struct stat before, after;
	size_t length = 0;
	ssize_t got = 1;
	const int fd = open_regular(request->path);

	if (fd == -1 || fstat(fd, &before) == -1)
		return errno;
	put_facts(answer, &before);
	if (before.st_size > (off_t)request->cap)
		return EFBIG;
	while (got > 0 && length <= (size_t)before.st_size) {
		got = read(fd, data + length, (size_t)before.st_size + 1 - length);
		length += got > 0 ? (size_t)got : 0;
	}
	if (got == -1 || fstat(fd, &after) == -1)
		return errno;
	if (length != (size_t)before.st_size || !is_unchanged(&before, &after))
		return ESTALE;
	answer->size = (uint32_t)length;
	return 0;
}

/* A reader that cannot even be killed MUST NOT hold the caller's descriptors: whoever reads them waits for their end. */
static int
keep_only(int fd)
{
	if (dup2(fd, 0) == -1)
		_exit(1);
	if (syscall(SYS_close_range, 1U, ~0U, 0U) == -1) /* before Linux 5.9 */
		for (int other = 1; other < 1024; other++)
			close(other);
	return 0;
}

static _Noreturn void
read_as_caller(const struct read_request *request, int to)
{
	struct answer answer;
	uint8_t *data = map_memory(request->cap + 1U);

	to = keep_only(to);
	memset(&answer, 0, sizeof answer);
	act_as_caller();
	answer.error = (uint32_t)read_file(request, &answer, data);
	if (write_fully(to, &answer, sizeof answer))
		write_fully(to, data, answer.size);
	_exit(0);
}

/* Sends FILE; takes the data off the pipe straight into the frame. False where the peer is gone. */
static bool
send_answer(const struct peer *peer, struct answer *answer, int from, int64_t deadline)
{
	const size_t room = FRAME_HEAD + 3 * FIELD_HEAD + 4 + FACTS_SIZE + answer->size;
	uint8_t *frame = map_memory(room), *data = frame + room - answer->size, *at = frame + FRAME_HEAD;

	if (answer->error == 0 && !read_fully(from, data, answer->size, deadline))
		answer->error = errno == ETIMEDOUT ? ETIMEDOUT : EIO;
	at = put_field_u32(at, FILE_ERRNO, answer->error);
	if (answer->has_facts == 1)
		at = put_field(at, FILE_FACTS, answer->facts, FACTS_SIZE);
	if (answer->error == 0) {
		at = put_field_head(at, FILE_DATA, answer->size);
		memmove(at, data, answer->size);
		at += answer->size;
	}
	put_head(frame, (uint32_t)(at - frame - FRAME_HEAD), MSG_FILE);
	const bool sent = send_fully(peer->fd, frame, (size_t)(at - frame), context.deadline);
	const int error = errno;
	unmap_memory(frame, room);
	errno = error;
	return sent;
}

bool
answer_read(const struct peer *peer, const struct read_request *request)
{
	struct answer answer = {.error = 0};
	const int64_t now = now_ms();
	/* Half of what is left, so that the decider still has the time to say so. */
	const int64_t deadline = now + (context.deadline - now) / 2;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) == -1)
		die(reason_of_shortage(errno, R_NO_MEMORY), "pipe: %s", strerror(errno));
	const pid_t reader = fork();
	if (reader == -1)
		die(reason_of_shortage(errno, R_NO_PROCESS), "fork: %s", strerror(errno));
	if (reader == 0) {
		context.fail = fail_as_child;
		context.report_fd = -1;
		read_as_caller(request, ends[1]);
	}
	close(ends[1]);
	if (!read_fully(ends[0], &answer, sizeof answer, deadline))
		answer = (struct answer){.error = errno == ETIMEDOUT ? ETIMEDOUT : EIO};
	if (answer.size > request->cap)
		answer = (struct answer){.error = EIO};
	const bool sent = send_answer(peer, &answer, ends[0], deadline);
	const int error = errno;
	close(ends[0]);
	/* It has ended by now, or it hangs: never wait for it here; supervise() reaps what is left. */
	kill(reader, SIGKILL);
	waitpid(reader, NULL, WNOHANG);
	errno = error;
	return sent;
}
