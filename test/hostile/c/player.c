/*
 * A decider that says what it is told to: it plays the script at /sandbox/player, one instruction after the other, on
 * descriptor 3. An instruction is one letter; `S` has a u32 length and that many bytes behind it, `W` a u32 of
 * milliseconds.
 *
 *   S send   R receive one frame   W wait   C close the wire   K die of SIGKILL   T stop (SIGSTOP)   X exit(3)
 *   D leave a child behind that holds the wire   L linger for ten minutes   I ignore SIGTERM and block all
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WIRE 3
#define SCRIPT "/sandbox/player"

static unsigned char *script;
static size_t left;

static void
take(void *to, size_t size)
{
	if (left < size)
		_exit(4);
	memcpy(to, script, size);
	script += size;
	left -= size;
}

static void
send_bytes(const unsigned char *at, size_t size)
{
	while (size > 0) {
		const ssize_t sent = write(WIRE, at, size);
		if (sent <= 0)
			_exit(5);
		at += sent;
		size -= (size_t)sent;
	}
}

static void
receive_bytes(unsigned char *at, size_t size)
{
	while (size > 0) {
		const ssize_t got = read(WIRE, at, size);
		if (got <= 0)
			_exit(6);
		at += got;
		size -= (size_t)got;
	}
}

static void
receive_frame(void)
{
	static unsigned char body[9 << 20];
	unsigned char head[5];
	uint32_t length;

	receive_bytes(head, sizeof head);
	memcpy(&length, head, sizeof length);
	if (length > sizeof body)
		_exit(7);
	receive_bytes(body, length);
}

static void
wait_for(uint32_t milliseconds)
{
	const struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000L};

	nanosleep(&time, NULL);
}

static void
play(char instruction)
{
	uint32_t number;
	sigset_t all;

	switch (instruction) {
	case 'S':
		take(&number, sizeof number);
		if (number > left)
			_exit(4);
		send_bytes(script, number);
		script += number;
		left -= number;
		break;
	case 'R': receive_frame(); break;
	case 'W':
		take(&number, sizeof number);
		wait_for(number);
		break;
	case 'C': close(WIRE); break;
	case 'K': kill(getpid(), SIGKILL); break;
	case 'T': kill(getpid(), SIGSTOP); break;
	case 'X': _exit(3);
	case 'D':
		if (fork() == 0) {
			wait_for(3000);
			_exit(0);
		}
		break;
	case 'L': wait_for(600000); break;
	case 'I':
		sigfillset(&all);
		sigprocmask(SIG_BLOCK, &all, NULL);
		break;
	default: _exit(8);
	}
}

int
main(void)
{
	struct stat facts;
	char instruction;
	const int fd = open(SCRIPT, O_RDONLY);

	if (fd == -1 || fstat(fd, &facts) == -1 || (script = malloc((size_t)facts.st_size + 1)) == NULL)
		return 9;
	while (left < (size_t)facts.st_size) {
		const ssize_t got = read(fd, script + left, (size_t)facts.st_size - left);
		if (got <= 0)
			return 9;
		left += (size_t)got;
	}
	close(fd);
	while (left > 0) {
		take(&instruction, 1);
		play(instruction);
	}
	return 0;
}
