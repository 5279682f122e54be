/* helper.conf: what root allows at most. Flat `key = value`, numbers and absolute paths, nothing is looked up. */
#ifndef MAPEXEC_CONF_H
#define MAPEXEC_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CONF_MAX_FILE 65536
#define CONF_MAX_LINE 8192
#define CONF_MAX_RANGES 1024
#define CONF_MAX_WORDS 32
#define CONF_PATH_SIZE 256
#define CONF_COMMAND_SIZE 1024
#define CONF_SOCKET_SIZE 108 /* sizeof sockaddr_un.sun_path */

struct range {
	uint32_t first, last;
};

struct ranges {
	size_t count;
	const struct range *at; /* into the pool */
};

enum warm { WARM_OFF, WARM_PREFER, WARM_REQUIRE };

struct conf {
	uint32_t service_uid, service_gid, guardian_uid_offset, decision_timeout_ms;
	struct ranges caller_uids, caller_gids, target_uids, target_gids;
	bool log_only;
	enum warm warm;
	char socket[CONF_SOCKET_SIZE], syslog_socket[CONF_SOCKET_SIZE];
	char record_directory[CONF_PATH_SIZE], lock_directory[CONF_PATH_SIZE];
	char *decider[CONF_MAX_WORDS + 1];	/* into decider_text, NULL-terminated */
	char decider_text[CONF_COMMAND_SIZE];	/* the words, NUL-separated */
	size_t pool_count;
	struct range *pool; /* of all four lists; given by the caller of parse_conf(), CONF_MAX_RANGES */
};

bool in_ranges(const struct ranges *ranges, uint32_t number);

/* Is this a target's uid + offset, which must be nobody's? In log_only mode there are none. */
bool is_guardian_uid(const struct conf *conf, uint32_t uid);

/*
 * Parses a whole file into a conf that is zeroed but for its pool. NULL = accepted and complete; otherwise what is
 * wrong, and `*line` says where (0: the file as a whole). Unknown and repeated keys, any byte outside 32-126, and
 * numbers that contradict each other are refused.
 */
const char *parse_conf(const char *text, size_t length, struct conf *conf, unsigned *line);

#endif
