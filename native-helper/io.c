/* Small input and output shared by all parts. */
#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "helper.h"

#define PROC_MAGIC 0x9fa0	  /* linux/magic.h */
#define CLOSE_RANGE_CLOEXEC_ 4U /* linux/close_range.h */

int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void *
map_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		die(R_NO_MEMORY, "%zu bytes: %s", size, strerror(errno));
	return memory;
}

void
unmap_memory(void *memory, size_t size)
{
	if (memory != NULL)
		munmap(memory, size);
}

void
release_stack(void)
{
	const uintptr_t page = 4096, depth = 1 << 20;
	const uintptr_t here = (uintptr_t)__builtin_frame_address(0);

	/* With a distance for the frames of this call; ENOMEM below the lowest page is no error here. */
	madvise((void *)(((here - 512) & ~(page - 1)) - depth), depth, MADV_DONTNEED);
}

bool
wait_ready(int fd, short events, int64_t deadline)
{
	struct pollfd poller = {fd, events, 0};

	for (;;) {
		const int64_t left = deadline - now_ms();
		/* Asked first: what is always ready and never moves on would hold us for ever. */
		const int ready = left > 0 ? poll(&poller, 1, (int)left) : 0;
		if (ready > 0)
			return true;
		if (ready == 0) {
			errno = ETIMEDOUT;
			return false;
		}
		if (errno != EINTR)
			return false;
	}
}

bool
read_fully(int fd, void *buffer, size_t size, int64_t deadline)
{
	uint8_t *at = buffer;

	while (size > 0) {
		if (!wait_ready(fd, POLLIN, deadline))
			return false;
		const ssize_t got = read(fd, at, size);
		if (got == 0)
			errno = EPIPE;
		if (got == 0 || (got == -1 && errno != EAGAIN && errno != EINTR))
			return false;
		if (got > 0) {
			at += got;
			size -= (size_t)got;
		}
	}
	return true;
}

bool
send_fully(int fd, const void *buffer, size_t size, int64_t deadline)
{
	const uint8_t *at = buffer;

	while (size > 0) {
		const ssize_t sent = send(fd, at, size, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent > 0) {
			at += sent;
			size -= (size_t)sent;
		} else if (sent == 0 || errno == EAGAIN) {
			if (!wait_ready(fd, POLLOUT, deadline))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

bool
write_fully(int fd, const void *buffer, size_t size)
{
	const uint8_t *at = buffer;
	struct pollfd poller = {fd, POLLOUT, 0};

	while (size > 0) {
		const ssize_t written = write(fd, at, size);
		if (written > 0) {
			at += written;
			size -= (size_t)written;
		} else if (written == -1 && errno == EAGAIN) {
			poll(&poller, 1, -1);
		} else if (written == 0 || errno != EINTR) {
			return false;
		}
	}
	return true;
}

ssize_t
read_proc(const char *path, char *text, size_t size)
{
	struct statfs facts;
	size_t length = 0;
	ssize_t got = -1;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd == -1)
		return -1;
	if (fstatfs(fd, &facts) == 0 && facts.f_type == PROC_MAGIC) {
		do {
			got = read(fd, text + length, size - 1 - length);
			length += got > 0 ? (size_t)got : 0;
		} while (got > 0 && length < size - 1);
	} else {
		errno = ENODEV;
	}
	close(fd);
	text[length] = '\0';
	return got == -1 ? -1 : (ssize_t)length;
}

bool
open_listing(struct listing *listing, const char *path)
{
	return open_listing_at(listing, AT_FDCWD, path);
}

bool
open_listing_at(struct listing *listing, int directory, const char *path)
{
	listing->fd = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	listing->at = listing->length = 0;
	return listing->fd != -1;
}

const char *
next_name(struct listing *listing)
{
	/* struct linux_dirent64 (getdents(2)): u64 inode, s64 offset, u16 size of the entry, u8 type, name. */
	uint16_t size;

	if (listing->at >= listing->length) {
		const long got = syscall(SYS_getdents64, listing->fd, listing->buffer, sizeof listing->buffer);
		listing->at = 0;
		listing->length = got > 0 ? (size_t)got : 0;
		if (got <= 0) {
			close(listing->fd);
			return NULL;
		}
	}
	const char *entry = listing->buffer + listing->at;
	memcpy(&size, entry + 16, sizeof size);
	listing->at += size;
	return entry + 19;
}

void
nap(int milliseconds)
{
	const struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigtimedwait(&child, NULL, &time);
}

bool
wait_child(pid_t pid, int *status, int64_t deadline)
{
	for (;;) {
		const pid_t ended = waitpid(pid, status, WNOHANG);
		if (ended == pid || (ended == -1 && errno == ECHILD))
			return true;
		const int64_t left = deadline - now_ms();
		if (left <= 0)
			return false;
		nap(left < 100 ? (int)left : 100);
	}
}

void
close_on_exec_from(unsigned first)
{
	if (syscall(SYS_close_range, first, ~0U, CLOSE_RANGE_CLOEXEC_) == 0)
		return;
	/* Before Linux 5.11. */
	struct listing listing;
	if (!open_listing(&listing, "/proc/self/fd"))
		die(R_NAMESPACE_UNTRUSTED, "/proc/self/fd: %s", strerror(errno));
	for (const char *name; (name = next_name(&listing)) != NULL;) {
		uint32_t fd;
		if (parse_u32(name, strlen(name), &fd) && fd >= first)
			fcntl((int)fd, F_SETFD, FD_CLOEXEC);
	}
}

/* What the helper ignores: a limit on the size of files, and a reader who has gone. */
static const int OWN[] = {SIGXFSZ, SIGPIPE};

void
reset_signals(void)
{
	/*
	 * Straight to the kernel: the C library hides its own real-time signals from us, yet an ignored one would
	 * reach the payload. A zeroed struct is SIG_DFL and the empty mask on every architecture.
	 */
	static const uint64_t zero[8];

	for (int number = 1; number <= 64; number++)
		syscall(SYS_rt_sigaction, number, zero, NULL, sizeof(uint64_t));
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, zero, NULL, sizeof(uint64_t));
}

void
ignore_own_signals(void)
{
	for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
		(void)signal(OWN[i], SIG_IGN);
}

void
restore_signals(void)
{
	sigset_t none;

	for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
		(void)signal(OWN[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

void
put_null(int fd)
{
	const int null = open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY);

	if (null == -1)
		die(R_SWITCH_FAILED, "/dev/null: %s", strerror(errno));
	if (null != fd) {
		dup2(null, fd);
		close(null);
	}
}
