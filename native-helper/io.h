/* Small input and output: whole reads and writes with deadlines, memory by the page. */
#ifndef MAPEXEC_IO_H
#define MAPEXEC_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Milliseconds of the monotonic clock. */
int64_t now_ms(void);

/* Zeroed pages of their own, so that they are gone after unmap_memory(). Dies with no-memory. */
void *map_memory(size_t size);
void unmap_memory(void *memory, size_t size);

/* Gives the pages back that deeper calls have used: called before a process waits for long. */
void release_stack(void);

/* Waits for poll(2) events; false with ETIMEDOUT at the deadline. */
bool wait_ready(int fd, short events, int64_t deadline);

/* All of it, or false: errno ETIMEDOUT at the deadline, EPIPE where the other end is closed. */
bool read_fully(int fd, void *buffer, size_t size, int64_t deadline);
bool send_fully(int fd, const void *buffer, size_t size, int64_t deadline);

/* All of it to a descriptor of any kind, however long it takes. False on error. */
bool write_fully(int fd, const void *buffer, size_t size);

/* Reads a directory entry by entry, without malloc. next_name() closes `fd` and returns NULL at the end. */
struct listing {
	int fd;
	size_t at, length;
	char buffer[2048] __attribute__((aligned(8)));
};
bool open_listing(struct listing *listing, const char *path);
bool open_listing_at(struct listing *listing, int directory, const char *path);
const char *next_name(struct listing *listing);

/* A file of the real procfs into text[size], NUL-terminated; -1 with errno. ENODEV: not a procfs. */
ssize_t read_proc(const char *path, char *text, size_t size);

/* Waits for SIGCHLD (which MUST be blocked) or for `milliseconds`. */
void nap(int milliseconds);

/* Waits until a child has ended, at most until the deadline; false if it is still there. */
bool wait_child(pid_t pid, int *status, int64_t deadline);

/* Marks every descriptor from `first` on close-on-exec. */
void close_on_exec_from(unsigned first);

/* Default dispositions, empty mask: what a program expects to start with. */
void reset_signals(void);

/* The only dispositions that the helper changes after reset_signals(); restored together with the empty mask. */
void ignore_own_signals(void);
void restore_signals(void);

/* Replaces one of the descriptors 0-2 by /dev/null. */
void put_null(int fd);

#endif
