/*
 * Numbers and frame parsing of the wire (PROTOCOL.md). src/core/wire.ts holds the same numbers; a test
 * compares them, so keep the form `#define NAME number`.
 */
#ifndef MAPEXEC_PROTOCOL_H
#define MAPEXEC_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROTOCOL_VERSION 1
#define MAX_FRAME 8388608
#define FRAME_HEAD 5
#define FIELD_HEAD 6
#define MAX_READS 16
#define MAX_READ_CAP 4194304
#define MAX_GROUPS 1024
#define MAX_CREATE 64
#define MAX_PATH 4095
#define FACTS_SIZE 56

#define MSG_HELLO 0x01
#define MSG_FILE 0x02
#define MSG_STARTED 0x03
#define MSG_ENDED 0x04
#define MSG_READ 0x81
#define MSG_PRINT 0x82
#define MSG_LAUNCH 0x83

#define HELLO_VERSION 1
#define HELLO_CALLER_UID 2
#define HELLO_CALLER_GID 3
#define HELLO_CALLER_GROUPS 4
#define HELLO_PID 5
#define HELLO_START_TIME 6
#define HELLO_CWD 7
#define HELLO_ARGV 8
#define HELLO_ENVIRON 9
#define HELLO_UMASK 10
#define HELLO_TERMINALS 11

#define FILE_ERRNO 1
#define FILE_FACTS 2
#define FILE_DATA 3

#define STARTED_PID 1

#define ENDED_STATUS 1
#define ENDED_RUSAGE 2
#define ENDED_REASON 3

#define READ_PATH 1
#define READ_CAP 2

#define PRINT_STDOUT 1
#define PRINT_STDERR 2
#define PRINT_EXIT 3
#define PRINT_STATUS_FD 4
#define PRINT_STATUS_TEXT 5

#define LAUNCH_UID 1
#define LAUNCH_GID 2
#define LAUNCH_GROUPS 3
#define LAUNCH_ARGV 4
#define LAUNCH_ENVIRON 5
#define LAUNCH_CWD 6
#define LAUNCH_UMASK 7
#define LAUNCH_LIMITS 8
#define LAUNCH_CREATE 9
#define LAUNCH_STDIN 10
#define LAUNCH_STDIN_DATA 11
#define LAUNCH_SESSION 12
#define LAUNCH_NO_NEW_PRIVS 13
#define LAUNCH_EXEC_LABEL 14
#define LAUNCH_REAP 15
#define LAUNCH_GRACE 16
#define LAUNCH_RECORD 17
#define LAUNCH_REF 18
#define LAUNCH_STATUS_FD 19
#define LAUNCH_EVENTS 20
#define MAX_TAG 20

#define STDIN_INHERIT 0
#define STDIN_NULL 1
#define STDIN_BYTES 2
#define SESSION_KEEP 0
#define SESSION_NEW 1
#define SESSION_AUTO 2
#define REAP_ACCOUNT 0
#define REAP_TREE 1
#define CREATE_KIND_FILE 1
#define CREATE_KIND_DIRECTORY 2
#define CREATE_REMOVE 1

/* A piece of a message; `at` is NULL where the field is absent. */
struct bytes {
	const uint8_t *at;
	uint32_t length;
};

/* READ and PRINT, taken apart. Absent descriptors are -1. */
struct read_request {
	char path[MAX_PATH + 1];
	uint32_t cap;
};

struct print_order {
	struct bytes out, err, status_text;
	int code, status_fd;
};

/* One entry of LAUNCH_CREATE. */
struct entry {
	uint8_t kind, flags;
	uint32_t mode;
	char path[MAX_PATH + 1];
	struct bytes data;
};

/* LAUNCH, taken apart. The `bytes` point into the frame, which must outlive them. */
struct order {
	uid_t uid;
	gid_t gid;
	mode_t umask;
	uint32_t stdin_mode, session, reap, grace;
	bool no_new_privs, events;
	int status_fd;
	char ref[17];
	struct bytes argv, environment, cwd, limits, create, stdin_data, label, record;
	size_t ngroups;
	gid_t groups[MAX_GROUPS]; /* ascending, as the kernel will show them */
};

uint32_t get_u32(const uint8_t *at);
uint64_t get_u64(const uint8_t *at);

/* Put a number or a field at `at`, which MUST have room; return what follows it. */
uint8_t *put_u32(uint8_t *at, uint32_t value);
uint8_t *put_u64(uint8_t *at, uint64_t value);
uint8_t *put_head(uint8_t *at, uint32_t body_length, uint8_t type);
uint8_t *put_field_head(uint8_t *at, uint16_t tag, uint32_t length);
uint8_t *put_field(uint8_t *at, uint16_t tag, const void *data, uint32_t length);
uint8_t *put_field_u32(uint8_t *at, uint16_t tag, uint32_t value);

/* May the decider send this message, of this size, in the state "asked"? NULL = yes, else why not. */
const char *refuse_frame(uint8_t type, uint32_t body_length);

/* Each takes one body apart. NULL = well-formed, else what is wrong with it; the result is then undefined. */
const char *parse_read(const uint8_t *body, uint32_t length, struct read_request *result);
const char *parse_print(const uint8_t *body, uint32_t length, struct print_order *result);
const char *parse_launch(const uint8_t *body, uint32_t length, struct order *result);

/* The next entry of a CREATE list; advances the cursor. 1 = an entry, 0 = the end, -1 = malformed. */
int next_entry(struct bytes *cursor, struct entry *entry);

#endif
