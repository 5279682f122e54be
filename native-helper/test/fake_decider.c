/*
 * A decider for the smoke test: does what the helper's argument vector says, right or wrong.
 *
 *   helper [NAME=VALUE]... -- COMMAND [ARGUMENT]...
 *
 * uid gid groups(a,b) cwd umask session nnp reap grace label statusfd stdin(null|bytes:TEXT) create(KIND:FLAGS:MODE:
 * PATH:DATA, may repeat) limit(RESOURCE:SOFT:HARD, may repeat) record(PATH) env(NAME=VALUE, may repeat) read(CAP:PATH)
 * print(CODE:TEXT) bad(crash|exit|hang|silent-close|unknown-type|huge|garbage|twice|reads|lingers|partial)
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "../protocol.h"

#define MOST 4096

static uint8_t out[1 << 20], *end = out + FRAME_HEAD;
static char arguments[1 << 20];
static size_t arguments_length;
static int wire = 3;

static void
need(int fulfilled, const char *what)
{
	if (!fulfilled) {
		fprintf(stderr, "fake decider: %s\n", what);
		exit(99);
	}
}

static void
read_all(void *to, size_t size)
{
	for (uint8_t *at = to; size > 0;) {
		const ssize_t got = read(wire, at, size);
		need(got > 0, "the helper is gone");
		at += got;
		size -= (size_t)got;
	}
}

static uint8_t *
receive(uint8_t *type, uint32_t *length)
{
	uint8_t head[FRAME_HEAD];

	read_all(head, sizeof head);
	*length = get_u32(head);
	*type = head[4];
	need(*length <= MAX_FRAME, "frame");
	uint8_t *body = malloc(*length + 1U);
	need(body != NULL, "memory");
	read_all(body, *length);
	return body;
}

static void
send_frame(uint8_t type)
{
	put_head(out, (uint32_t)(end - out - FRAME_HEAD), type);
	need(write(wire, out, (size_t)(end - out)) == end - out, "write");
	end = out + FRAME_HEAD;
}

/* HELLO: only the argument vector matters here. */
static void
take_hello(void)
{
	uint8_t type;
	uint32_t length;
	uint8_t *body = receive(&type, &length);

	need(type == MSG_HELLO, "HELLO");
	for (uint32_t i = 0; i + FIELD_HEAD <= length; i += FIELD_HEAD + get_u32(body + i + 2))
		if (body[i] == HELLO_ARGV) {
			arguments_length = get_u32(body + i + 2);
			need(arguments_length <= sizeof arguments, "arguments");
			memcpy(arguments, body + i + FIELD_HEAD, arguments_length);
		}
	free(body);
}

/* The n-th value of a name before `--`, or NULL. */
static const char *
find(const char *name, int n)
{
	const size_t length = strlen(name);

	for (const char *at = arguments; at < arguments + arguments_length && strcmp(at, "--") != 0; at += strlen(at) + 1)
		if (strncmp(at, name, length) == 0 && at[length] == '=' && n-- == 0)
			return at + length + 1;
	return NULL;
}

static uint32_t
number(const char *name, uint32_t otherwise)
{
	const char *value = find(name, 0);

	return value != NULL ? (uint32_t)strtoul(value, NULL, 0) : otherwise;
}

static const char *
text(const char *name, const char *otherwise)
{
	const char *value = find(name, 0);

	return value != NULL ? value : otherwise;
}

static void
put_text(uint16_t tag, const char *value)
{
	end = put_field(end, tag, value, (uint32_t)strlen(value));
}

static void
put_groups(const char *list)
{
	uint8_t *head = end;

	end += FIELD_HEAD;
	for (char *rest; *list != '\0'; list = *rest == ',' ? rest + 1 : rest)
		end = put_u32(end, (uint32_t)strtoul(list, &rest, 10));
	put_field_head(head, LAUNCH_GROUPS, (uint32_t)(end - head - FIELD_HEAD));
}

static void
put_command(void)
{
	const char *at = arguments, *stop = arguments + arguments_length;

	while (at < stop && strcmp(at, "--") != 0)
		at += strlen(at) + 1;
	at = at < stop ? at + 3 : stop;
	end = put_field(end, LAUNCH_ARGV, at, (uint32_t)(stop - at));
}

static void
put_environment(void)
{
	uint8_t *head = end;
	const char *value;

	end += FIELD_HEAD;
	for (int n = 0; (value = find("env", n)) != NULL; n++) {
		memcpy(end, value, strlen(value) + 1);
		end += strlen(value) + 1;
	}
	put_field_head(head, LAUNCH_ENVIRON, (uint32_t)(end - head - FIELD_HEAD));
}

static void
put_create(void)
{
	uint8_t *head = end;
	const char *value;

	end += FIELD_HEAD;
	for (int n = 0; (value = find("create", n)) != NULL; n++) {
		char path[MOST], data[MOST] = "";
		unsigned kind, flags, mode;
		need(sscanf(value, "%u:%u:%o:%4095[^:]:%4095[^\1]", &kind, &flags, &mode, path, data) >= 4, "create");
		*end++ = (uint8_t)kind;
		*end++ = (uint8_t)flags;
		end = put_u32(put_u32(end, mode), (uint32_t)strlen(path));
		memcpy(end, path, strlen(path));
		end = put_u32(end + strlen(path), (uint32_t)strlen(data));
		memcpy(end, data, strlen(data));
		end += strlen(data);
	}
	if (end == head + FIELD_HEAD)
		end = head;
	else
		put_field_head(head, LAUNCH_CREATE, (uint32_t)(end - head - FIELD_HEAD));
}

static void
put_limits(void)
{
	uint8_t *head = end;
	const char *value;

	end += FIELD_HEAD;
	for (int n = 0; (value = find("limit", n)) != NULL; n++) {
		unsigned resource;
		unsigned long long soft, hard;
		need(sscanf(value, "%u:%llu:%llu", &resource, &soft, &hard) == 3, "limit");
		end = put_u64(put_u64(put_u32(end, resource), soft), hard);
	}
	put_field_head(head, LAUNCH_LIMITS, (uint32_t)(end - head - FIELD_HEAD));
}

static void
put_stdin(void)
{
	const char *value = text("stdin", "");

	end = put_field_u32(end, LAUNCH_STDIN,
			    strncmp(value, "bytes:", 6) == 0 ? STDIN_BYTES
			    : strcmp(value, "null") == 0     ? STDIN_NULL
							     : STDIN_INHERIT);
	if (strncmp(value, "bytes:", 6) == 0)
		put_text(LAUNCH_STDIN_DATA, value + 6);
}

static void
launch(void)
{
	char ref[32], path[MOST];

	static unsigned launches;
	snprintf(ref, sizeof ref, "%08x%08x", (unsigned)getpid(), launches++);
	snprintf(path, sizeof path, "/run/mapexec/%s", ref);
	const int record = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
	need(record != -1, "record");
	close(record);
	end = put_field_u32(end, LAUNCH_UID, number("uid", 2001));
	end = put_field_u32(end, LAUNCH_GID, number("gid", 2001));
	put_groups(text("groups", "3000"));
	put_command();
	put_environment();
	put_text(LAUNCH_CWD, text("cwd", "/"));
	end = put_field_u32(end, LAUNCH_UMASK, number("umask", 022));
	put_limits();
	put_create();
	put_stdin();
	end = put_field_u32(end, LAUNCH_SESSION, number("session", SESSION_AUTO));
	end = put_field_u32(end, LAUNCH_NO_NEW_PRIVS, number("nnp", 0));
	if (find("label", 0) != NULL)
		put_text(LAUNCH_EXEC_LABEL, find("label", 0));
	end = put_field_u32(end, LAUNCH_REAP, number("reap", REAP_ACCOUNT));
	end = put_field_u32(end, LAUNCH_GRACE, number("grace", 0));
	put_text(LAUNCH_RECORD, text("record", path));
	put_text(LAUNCH_REF, ref);
	if (find("statusfd", 0) != NULL)
		end = put_field_u32(end, LAUNCH_STATUS_FD, number("statusfd", 0));
	end = put_field_u32(end, LAUNCH_EVENTS, number("events", 0));
	if (strcmp(text("bad", ""), "twice") == 0)
		end = put_field_u32(end, LAUNCH_UID, 2001);
	send_frame(MSG_LAUNCH);
	if (strcmp(text("bad", ""), "lingers") == 0)
		sleep(600);
}

static void
print(int code, const char *value)
{
	put_text(PRINT_STDOUT, value);
	end = put_field_u32(end, PRINT_EXIT, (uint32_t)code);
	if (find("statusfd", 0) != NULL) {
		end = put_field_u32(end, PRINT_STATUS_FD, number("statusfd", 0));
		put_text(PRINT_STATUS_TEXT, "status\n");
	}
	send_frame(MSG_PRINT);
}

static void
ask_for_file(const char *value)
{
	char *path, line[MOST] = "";
	uint8_t type;
	uint32_t length;

	end = put_field_u32(end, READ_CAP, (uint32_t)strtoul(value, &path, 10));
	put_text(READ_PATH, path + 1);
	send_frame(MSG_READ);
	uint8_t *body = receive(&type, &length);
	need(type == MSG_FILE, "FILE");
	for (uint32_t i = 0; i + FIELD_HEAD <= length; i += FIELD_HEAD + get_u32(body + i + 2)) {
		const size_t used = strlen(line);
		const uint8_t *data = body + i + FIELD_HEAD;
		if (body[i] == FILE_ERRNO)
			snprintf(line + used, sizeof line - used, "errno=%u ", get_u32(data));
		if (body[i] == FILE_FACTS)
			snprintf(line + used, sizeof line - used, "mode=%o uid=%u size=%llu ", get_u32(data), get_u32(data + 4),
				 (unsigned long long)get_u64(data + 16));
		if (body[i] == FILE_DATA)
			snprintf(line + used, sizeof line - used, "data=%.*s", (int)get_u32(body + i + 2), (const char *)data);
	}
	free(body);
	print(0, line);
}

static void
misbehave(const char *how)
{
	if (strcmp(how, "crash") == 0)
		abort();
	if (strcmp(how, "exit") == 0)
		exit(3);
	if (strcmp(how, "hang") == 0)
		sleep(600);
	if (strcmp(how, "silent-close") == 0) {
		close(wire);
		sleep(600);
	}
	if (strcmp(how, "unknown-type") == 0)
		send_frame(0x7f);
	if (strcmp(how, "huge") == 0) {
		put_head(out, UINT32_MAX, MSG_LAUNCH);
		need(write(wire, out, FRAME_HEAD) == FRAME_HEAD, "write");
	}
	if (strcmp(how, "garbage") == 0) {
		memset(end, 0xa5, 100);
		end += 100;
		send_frame(MSG_LAUNCH);
	}
	if (strcmp(how, "partial") == 0) {
		put_head(out, 1000, MSG_LAUNCH);
		need(write(wire, out, 50) == 50, "write");
		exit(0);
	}
	for (int n = 0; strcmp(how, "reads") == 0 && n < 40; n++) {
		uint8_t type;
		uint32_t length;
		end = put_field_u32(end, READ_CAP, 10);
		put_text(READ_PATH, "/etc/hostname");
		send_frame(MSG_READ);
		free(receive(&type, &length));
	}
}

/* What the helper gave us to live with, for the test to look at. */
static void
show_self(void)
{
	static char line[65536];
	size_t length = 0;
	const int fd = open("/proc/self/status", O_RDONLY);

	extern char **environ;
	for (char **at = environ; *at != NULL; at++)
		length += (size_t)snprintf(line + length, sizeof line - length, "env %s\n", *at);
	for (int i = 0; i < 256; i++)
		if (fcntl(i, F_GETFD) != -1 && i != fd)
			length += (size_t)snprintf(line + length, sizeof line - length, "fd %d\n", i);
	length += (size_t)snprintf(line + length, sizeof line - length, "sid %d pid %d\n", (int)getsid(0), (int)getpid());
	const ssize_t got = read(fd, line + length, sizeof line - length - 1);
	line[length + (got > 0 ? (size_t)got : 0)] = '\0';
	print(0, line);
}

static void
serve_one(void)
{
	take_hello();
	if (strncmp(text("bad", ""), "twice", 5) != 0 && strcmp(text("bad", ""), "lingers") != 0)
		misbehave(text("bad", ""));
	if (find("self", 0) != NULL)
		show_self();
	else if (find("read", 0) != NULL)
		ask_for_file(find("read", 0));
	else if (find("print", 0) != NULL)
		print((int)strtoul(find("print", 0), NULL, 10), strchr(find("print", 0), ':') + 1);
	else
		launch();
}

/* As the warm service: `fake_decider SOCKET LOG`; what the helper tells after LAUNCH goes to the log. */
static void
serve(const char *path, const char *log)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const int listener = socket(AF_UNIX, SOCK_STREAM, 0), to = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	unlink(path);
	need(bind(listener, (struct sockaddr *)&address, sizeof address) == 0 && listen(listener, 8) == 0, "bind");
	for (;;) {
		wire = accept(listener, NULL, NULL);
		serve_one();
		uint8_t head[FRAME_HEAD], body[1024];
		while (read(wire, head, sizeof head) == sizeof head && get_u32(head) < sizeof body) {
			read_all(body, get_u32(head));
			dprintf(to, "message %d\n", head[4]);
		}
		close(wire);
	}
}

int
main(int argc, char **argv)
{
	if (argc == 3)
		serve(argv[1], argv[2]);
	serve_one();
	return 0;
}
