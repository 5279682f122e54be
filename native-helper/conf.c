/* Parse helper.conf. Pure: text in, numbers and paths out; reading the file safely is load.c's work. */
#include "conf.h"

#include <string.h>

#include "text.h"

struct text {
	const char *at;
	size_t length;
};

bool
in_ranges(const struct ranges *ranges, uint32_t number)
{
	for (size_t i = 0; i < ranges->count; i++)
		if (number >= ranges->at[i].first && number <= ranges->at[i].last)
			return true;
	return false;
}

bool
is_guardian_uid(const struct conf *conf, uint32_t uid)
{
	return !conf->log_only && uid >= conf->guardian_uid_offset &&
	       in_ranges(&conf->target_uids, uid - conf->guardian_uid_offset);
}

/* Takes the next word off a list separated by single spaces; false at the end or at an empty word. */
static bool
next_word(struct text *rest, struct text *word)
{
	const char *space = rest->length > 0 ? memchr(rest->at, ' ', rest->length) : NULL;

	word->at = rest->at;
	word->length = space != NULL ? (size_t)(space - rest->at) : rest->length;
	if (word->length == 0)
		return false;
	if (space != NULL && word->length + 1 == rest->length)
		return false; /* a space at the end */
	rest->at += word->length + (space != NULL ? 1 : 0);
	rest->length -= word->length + (space != NULL ? 1 : 0);
	return true;
}

/* (uid_t)-1 means "unchanged" to setresuid(2), so it is never an id. */
static const char *
parse_id(struct text value, uint32_t *result)
{
	if (!parse_u32(value.at, value.length, result) || *result == UINT32_MAX)
		return "not an id (digits, below 4294967295)";
	return NULL;
}

static const char *
parse_ranges(struct text value, struct conf *conf, struct ranges *result)
{
	struct text word;

	result->at = conf->pool + conf->pool_count;
	while (value.length > 0) {
		if (!next_word(&value, &word))
			return "list items are separated by single spaces";
		if (conf->pool_count == CONF_MAX_RANGES)
			return "too many list items";
		struct range *range = &conf->pool[conf->pool_count++];
		result->count++;
		const char *dash = memchr(word.at, '-', word.length);
		struct text first = {word.at, dash != NULL ? (size_t)(dash - word.at) : word.length};
		struct text last = dash != NULL ? (struct text){dash + 1, word.length - first.length - 1} : first;
		if (parse_id(first, &range->first) != NULL || parse_id(last, &range->last) != NULL)
			return "not an id or a range first-last";
		if (range->first > range->last)
			return "the range ends before it begins";
	}
	return NULL;
}

static const char *
parse_path(struct text value, char *result, size_t size)
{
	if (value.length == 0 || value.at[0] != '/')
		return "not an absolute path";
	if (value.length >= size)
		return "the path is too long";
	if (memchr(value.at, ' ', value.length) != NULL)
		return "a path here must not contain a space";
	memcpy(result, value.at, value.length);
	result[value.length] = '\0';
	return NULL;
}

static const char *
parse_decider(struct text value, struct conf *conf)
{
	struct text word;
	size_t words = 0, used = 0;

	while (value.length > 0) {
		if (!next_word(&value, &word))
			return "words are separated by single spaces";
		if (words == CONF_MAX_WORDS || used + word.length + 1 > sizeof conf->decider_text)
			return "the decider's command is too long";
		if (words == 0 && word.at[0] != '/')
			return "the interpreter must be an absolute path";
		conf->decider[words++] = conf->decider_text + used;
		memcpy(conf->decider_text + used, word.at, word.length);
		used += word.length;
		conf->decider_text[used++] = '\0';
	}
	conf->decider[words] = NULL;
	return NULL;
}

static const char *
parse_warm(struct text value, enum warm *result)
{
	static const char *const names[] = {[WARM_OFF] = "off", [WARM_PREFER] = "prefer", [WARM_REQUIRE] = "require"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == value.length && memcmp(names[i], value.at, value.length) == 0) {
			*result = (enum warm)i;
			return NULL;
		}
	return "one of off, prefer, require";
}

enum key {
	K_SERVICE_UID, K_SERVICE_GID, K_CALLER_UIDS, K_CALLER_GIDS, K_TARGET_UIDS, K_TARGET_GIDS, K_GUARDIAN_UID_OFFSET,
	K_DECIDER, K_WARM, K_SOCKET, K_RECORD_DIRECTORY, K_LOCK_DIRECTORY, K_DECISION_TIMEOUT_MS, K_LOG_ONLY,
	K_SYSLOG_SOCKET, K_COUNT
};

#define MISSING "missing key: "

/* Each key behind the message that it is missing, so that incomplete() can name it without memory of its own. */
static const char *const MISSING_KEYS[K_COUNT] = {
    MISSING "service_uid", MISSING "service_gid", MISSING "caller_uids", MISSING "caller_gids",
    MISSING "target_uids", MISSING "target_gids", MISSING "guardian_uid_offset", MISSING "decider", MISSING "warm",
    MISSING "socket", MISSING "record_directory", MISSING "lock_directory", MISSING "decision_timeout_ms",
    MISSING "log_only", MISSING "syslog_socket"};

static const char *
parse_number(struct text value, uint32_t most, uint32_t *result)
{
	if (!parse_u32(value.at, value.length, result) || *result > most)
		return "not a number in the permitted range";
	return NULL;
}

static const char *
parse_value(enum key key, struct text value, struct conf *conf)
{
	uint32_t flag = 0;
	const char *wrong;

	switch (key) {
	case K_SERVICE_UID: return parse_id(value, &conf->service_uid);
	case K_SERVICE_GID: return parse_id(value, &conf->service_gid);
	case K_CALLER_UIDS: return parse_ranges(value, conf, &conf->caller_uids);
	case K_CALLER_GIDS: return parse_ranges(value, conf, &conf->caller_gids);
	case K_TARGET_UIDS: return parse_ranges(value, conf, &conf->target_uids);
	case K_TARGET_GIDS: return parse_ranges(value, conf, &conf->target_gids);
	case K_GUARDIAN_UID_OFFSET: return parse_id(value, &conf->guardian_uid_offset);
	case K_DECIDER: return parse_decider(value, conf);
	case K_WARM: return parse_warm(value, &conf->warm);
	case K_SOCKET: return parse_path(value, conf->socket, sizeof conf->socket);
	case K_RECORD_DIRECTORY: return parse_path(value, conf->record_directory, sizeof conf->record_directory);
	case K_LOCK_DIRECTORY: return parse_path(value, conf->lock_directory, sizeof conf->lock_directory);
	case K_DECISION_TIMEOUT_MS: return parse_number(value, 600000, &conf->decision_timeout_ms);
	case K_LOG_ONLY:
		wrong = parse_number(value, 1, &flag);
		conf->log_only = flag == 1;
		return wrong;
	case K_SYSLOG_SOCKET: return parse_path(value, conf->syslog_socket, sizeof conf->syslog_socket);
	default: return "unknown key";
	}
}

static const char *
parse_line(struct text line, struct conf *conf, uint32_t *seen)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.at[i] < ' ' || line.at[i] > '~')
			return "a character that does not belong here";
	if (line.length == 0 || line.at[0] == '#')
		return NULL;
	if (line.length > CONF_MAX_LINE)
		return "the line is too long";
	for (enum key key = 0; key < K_COUNT; key++) {
		const char *name = MISSING_KEYS[key] + strlen(MISSING);
		size_t length = strlen(name);
		if (line.length < length + 3 || memcmp(line.at, name, length) != 0 ||
		    memcmp(line.at + length, " = ", 3) != 0)
			continue;
		if ((*seen & (1U << key)) != 0)
			return "the key occurs twice";
		*seen |= 1U << key;
		struct text value = {line.at + length + 3, line.length - length - 3};
		return value.length == 0 ? "the value is missing" : parse_value(key, value, conf);
	}
	return "unknown key, or not of the form `key = value`";
}

static bool
overlap(const struct ranges *a, uint64_t shift, const struct ranges *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			if (a->at[i].first + shift <= b->at[j].last && b->at[j].first <= a->at[i].last + shift)
				return true;
	return false;
}

/*
 * What the numbers must be to each other. A guardian's uid (target + offset) MUST belong to nobody: whoever has it
 * could kill the guardian, and the guardian would kill him.
 */
static const char *
contradiction(const struct conf *conf)
{
	const uint32_t offset = conf->guardian_uid_offset;

	if (conf->service_uid == 0 || conf->service_gid == 0)
		return "the service account must not be root";
	if (conf->decision_timeout_ms == 0)
		return "decision_timeout_ms must not be 0";
	if (in_ranges(&conf->target_uids, 0) || in_ranges(&conf->target_gids, 0))
		return "a target range contains 0";
	if (in_ranges(&conf->target_uids, conf->service_uid) || in_ranges(&conf->target_gids, conf->service_gid))
		return "a target range contains the service account";
	if (conf->log_only)
		return NULL;
	if (offset == 0)
		return "guardian_uid_offset must not be 0";
	for (size_t i = 0; i < conf->target_uids.count; i++)
		if ((uint64_t)conf->target_uids.at[i].last + offset >= UINT32_MAX)
			return "guardian uids would not be uids";
	if (overlap(&conf->target_uids, offset, &conf->target_uids) ||
	    overlap(&conf->target_uids, offset, &conf->caller_uids) ||
	    is_guardian_uid(conf, conf->service_uid))
		return "guardian uids (target + offset) overlap other accounts";
	return NULL;
}

static const char *
incomplete(const struct conf *conf, uint32_t seen)
{
	uint32_t needed = 1U << K_SERVICE_UID | 1U << K_SERVICE_GID | 1U << K_DECIDER | 1U << K_WARM |
			  1U << K_RECORD_DIRECTORY | 1U << K_DECISION_TIMEOUT_MS;

	if (conf->warm != WARM_OFF)
		needed |= 1U << K_SOCKET;
	if (!conf->log_only)
		needed |= 1U << K_TARGET_UIDS | 1U << K_TARGET_GIDS | 1U << K_GUARDIAN_UID_OFFSET |
			  1U << K_LOCK_DIRECTORY;
	for (enum key key = 0; key < K_COUNT; key++)
		if ((needed & ~seen & (1U << key)) != 0)
			return MISSING_KEYS[key];
	return NULL;
}

const char *
parse_conf(const char *text, size_t length, struct conf *conf, unsigned *line)
{
	uint32_t seen = 0;
	const char *wrong;

	memcpy(conf->syslog_socket, "/dev/log", sizeof "/dev/log");
	for (*line = 1; length > 0; (*line)++) {
		const char *end = memchr(text, '\n', length);
		if (end == NULL)
			return "the last line is not ended: the file may be cut off";
		wrong = parse_line((struct text){text, (size_t)(end - text)}, conf, &seen);
		if (wrong != NULL)
			return wrong;
		length -= (size_t)(end - text) + 1;
		text = end + 1;
	}
	*line = 0;
	wrong = incomplete(conf, seen);
	if (wrong != NULL)
		return wrong;
	return contradiction(conf);
}
