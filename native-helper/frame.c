/* Take messages apart and put them together. Pure, and fed by fuzzers: no byte is believed before it is measured. */
#include "protocol.h"

#include <string.h>
#include <sys/resource.h>

enum form { ABSENT, U32, U32S, LIST, TEXT, ABSOLUTE, DATA };

struct rule {
	enum form form;
	bool mandatory;
	uint32_t most; /* the largest number, or the greatest length */
};

uint32_t
get_u32(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

uint64_t
get_u64(const uint8_t *at)
{
	return get_u32(at) | (uint64_t)get_u32(at + 4) << 32;
}

uint8_t *
put_u32(uint8_t *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		*at++ = (uint8_t)(value >> (8 * i));
	return at;
}

uint8_t *
put_u64(uint8_t *at, uint64_t value)
{
	return put_u32(put_u32(at, (uint32_t)value), (uint32_t)(value >> 32));
}

uint8_t *
put_head(uint8_t *at, uint32_t body_length, uint8_t type)
{
	at = put_u32(at, body_length);
	*at = type;
	return at + 1;
}

uint8_t *
put_field_head(uint8_t *at, uint16_t tag, uint32_t length)
{
	*at++ = (uint8_t)tag;
	*at++ = (uint8_t)(tag >> 8);
	return put_u32(at, length);
}

uint8_t *
put_field(uint8_t *at, uint16_t tag, const void *data, uint32_t length)
{
	at = put_field_head(at, tag, length);
	if (length > 0)
		memcpy(at, data, length);
	return at + length;
}

uint8_t *
put_field_u32(uint8_t *at, uint16_t tag, uint32_t value)
{
	return put_u32(put_field_head(at, tag, 4), value);
}

const char *
refuse_frame(uint8_t type, uint32_t body_length)
{
	switch (type) {
	case MSG_READ: return body_length <= MAX_PATH + 64 ? NULL : "READ is too long";
	case MSG_PRINT:
	case MSG_LAUNCH: return body_length <= MAX_FRAME ? NULL : "the frame is too long";
	default: return "a message that has no place here";
	}
}

static const char *
check_form(const struct rule *rule, struct bytes field)
{
	switch (rule->form) {
	case U32:
		if (field.length != 4)
			return "a number of the wrong size";
		return get_u32(field.at) <= rule->most ? NULL : "a number out of its range";
	case U32S: return field.length % 4 == 0 && field.length / 4 <= rule->most ? NULL : "a malformed number list";
	case LIST:
		if (field.length > 0 && field.at[field.length - 1] != '\0')
			return "a list without its final NUL";
		return NULL;
	case ABSOLUTE:
		if (field.length == 0 || field.at[0] != '/')
			return "a path that is not absolute";
		/* fall through */
	case TEXT:
		if (field.length > 0 && memchr(field.at, '\0', field.length) != NULL)
			return "a NUL in text";
		return field.length <= rule->most ? NULL : "text that is too long";
	case DATA: return field.length <= rule->most ? NULL : "data that is too long";
	default: return "an unknown tag";
	}
}

/* Splits a body into found[tag], tags 1 to MAX_TAG; `rules` has MAX_TAG + 1 entries. NULL = every rule is met. */
static const char *
parse_fields(const uint8_t *body, uint32_t length, const struct rule *rules, struct bytes *found)
{
	memset(found, 0, sizeof *found * (MAX_TAG + 1));
	while (length > 0) {
		if (length < FIELD_HEAD)
			return "a field that runs over the end";
		uint32_t tag = (uint32_t)body[0] | (uint32_t)body[1] << 8;
		struct bytes field = {body + FIELD_HEAD, get_u32(body + 2)};
		if (field.length > length - FIELD_HEAD)
			return "a field that runs over the end";
		if (tag == 0 || tag > MAX_TAG)
			return "an unknown tag";
		if (found[tag].at != NULL)
			return "a tag that occurs twice";
		const char *wrong = check_form(&rules[tag], field);
		if (wrong != NULL)
			return wrong;
		found[tag] = field;
		body += FIELD_HEAD + field.length;
		length -= FIELD_HEAD + field.length;
	}
	for (int tag = 1; tag <= MAX_TAG; tag++)
		if (rules[tag].mandatory && found[tag].at == NULL)
			return "a mandatory field is missing";
	return NULL;
}

static int
optional_fd(struct bytes field)
{
	return field.at == NULL ? -1 : (int)get_u32(field.at);
}

const char *
parse_read(const uint8_t *body, uint32_t length, struct read_request *result)
{
	static const struct rule RULES[MAX_TAG + 1] = {
	    [READ_PATH] = {ABSOLUTE, true, MAX_PATH}, [READ_CAP] = {U32, true, MAX_READ_CAP}};
	struct bytes found[MAX_TAG + 1];
	const char *wrong = parse_fields(body, length, RULES, found);

	if (wrong != NULL)
		return wrong;
	memcpy(result->path, found[READ_PATH].at, found[READ_PATH].length);
	result->path[found[READ_PATH].length] = '\0';
	result->cap = get_u32(found[READ_CAP].at);
	return NULL;
}

const char *
parse_print(const uint8_t *body, uint32_t length, struct print_order *result)
{
	static const struct rule RULES[MAX_TAG + 1] = {
	    [PRINT_STDOUT] = {DATA, false, MAX_FRAME},	[PRINT_STDERR] = {DATA, false, MAX_FRAME},
	    [PRINT_EXIT] = {U32, true, 255},		[PRINT_STATUS_FD] = {U32, false, 255},
	    [PRINT_STATUS_TEXT] = {DATA, false, 65536},
	};
	struct bytes found[MAX_TAG + 1];
	const char *wrong = parse_fields(body, length, RULES, found);

	if (wrong != NULL)
		return wrong;
	if ((found[PRINT_STATUS_FD].at == NULL) != (found[PRINT_STATUS_TEXT].at == NULL))
		return "STATUS_FD and STATUS_TEXT come together";
	*result = (struct print_order){.out = found[PRINT_STDOUT],
				       .err = found[PRINT_STDERR],
				       .status_text = found[PRINT_STATUS_TEXT],
				       .code = (int)get_u32(found[PRINT_EXIT].at),
				       .status_fd = optional_fd(found[PRINT_STATUS_FD])};
	return NULL;
}

int
next_entry(struct bytes *cursor, struct entry *entry)
{
	const uint8_t *at = cursor->at;
	uint32_t left = cursor->length;

	if (left == 0)
		return 0;
	if (left < 14)
		return -1;
	entry->kind = at[0];
	entry->flags = at[1];
	entry->mode = get_u32(at + 2);
	uint32_t path_length = get_u32(at + 6);
	at += 10;
	left -= 10;
	if (path_length == 0 || path_length > MAX_PATH || path_length > left - 4)
		return -1;
	if (at[0] != '/' || memchr(at, '\0', path_length) != NULL)
		return -1;
	memcpy(entry->path, at, path_length);
	entry->path[path_length] = '\0';
	at += path_length;
	left -= path_length;
	entry->data = (struct bytes){at + 4, get_u32(at)};
	if (entry->data.length > left - 4 || (entry->flags & ~CREATE_REMOVE) != 0 || (entry->mode & ~07777U) != 0)
		return -1;
	if (entry->kind != CREATE_KIND_FILE && (entry->kind != CREATE_KIND_DIRECTORY || entry->data.length != 0))
		return -1;
	*cursor = (struct bytes){entry->data.at + entry->data.length, left - 4 - entry->data.length};
	return 1;
}

static const char *
check_create(struct bytes create)
{
	struct entry entry;
	int count = 0, outcome;

	while ((outcome = next_entry(&create, &entry)) == 1)
		if (++count > MAX_CREATE)
			return "too many entries to create";
	return outcome == 0 ? NULL : "a malformed entry to create";
}

static const char *
check_limits(struct bytes limits)
{
	if (limits.length % 20 != 0 || limits.length / 20 > RLIM_NLIMITS)
		return "a malformed limit list";
	for (uint32_t i = 0; i < limits.length; i += 20)
		if (get_u32(limits.at + i) >= RLIM_NLIMITS || get_u64(limits.at + i + 4) > get_u64(limits.at + i + 12))
			return "a limit that is none";
	return NULL;
}

static bool
is_ref(struct bytes ref)
{
	if (ref.length != 16)
		return false;
	for (uint32_t i = 0; i < ref.length; i++)
		if (!(ref.at[i] >= '0' && ref.at[i] <= '9') && !(ref.at[i] >= 'a' && ref.at[i] <= 'f'))
			return false;
	return true;
}

static bool
is_label(struct bytes label)
{
	return (label.length > 8 && memcmp(label.at, "selinux:", 8) == 0) ||
	       (label.length > 9 && memcmp(label.at, "apparmor:", 9) == 0);
}

/* In ascending order, by insertion: there are few. */
static void
take_groups(struct bytes field, gid_t *groups)
{
	for (size_t count = 0, place; count < field.length / 4; count++) {
		const gid_t gid = get_u32(field.at + 4 * count);
		for (place = count; place > 0 && groups[place - 1] > gid; place--)
			groups[place] = groups[place - 1];
		groups[place] = gid;
	}
}

/* What the field forms cannot say. */
static const char *
check_launch(const struct bytes *found)
{
	const char *wrong = check_create(found[LAUNCH_CREATE]);

	if (wrong == NULL)
		wrong = check_limits(found[LAUNCH_LIMITS]);
	if (wrong != NULL)
		return wrong;
	if (found[LAUNCH_ARGV].length < 2 || found[LAUNCH_ARGV].at[0] != '/')
		return "no absolute path to execute";
	if (found[LAUNCH_CWD].length > 0 && found[LAUNCH_CWD].at[0] != '/')
		return "a path that is not absolute";
	if ((get_u32(found[LAUNCH_STDIN].at) == STDIN_BYTES) != (found[LAUNCH_STDIN_DATA].at != NULL))
		return "STDIN and STDIN_DATA do not fit together";
	if (!is_ref(found[LAUNCH_REF]))
		return "a reference that is none";
	if (found[LAUNCH_EXEC_LABEL].at != NULL && !is_label(found[LAUNCH_EXEC_LABEL]))
		return "a label that is none";
	return NULL;
}

const char *
parse_launch(const uint8_t *body, uint32_t length, struct order *result)
{
	static const struct rule RULES[MAX_TAG + 1] = {
	    [LAUNCH_UID] = {U32, true, UINT32_MAX},	[LAUNCH_GID] = {U32, true, UINT32_MAX},
	    [LAUNCH_GROUPS] = {U32S, true, MAX_GROUPS}, [LAUNCH_ARGV] = {LIST, true, 0},
	    [LAUNCH_ENVIRON] = {LIST, true, 0},		[LAUNCH_CWD] = {TEXT, true, MAX_PATH},
	    [LAUNCH_UMASK] = {U32, true, 0777},		[LAUNCH_LIMITS] = {DATA, false, 20 * RLIM_NLIMITS},
	    [LAUNCH_CREATE] = {DATA, false, MAX_FRAME}, [LAUNCH_STDIN] = {U32, true, STDIN_BYTES},
	    [LAUNCH_STDIN_DATA] = {DATA, false, MAX_FRAME}, [LAUNCH_SESSION] = {U32, true, SESSION_AUTO},
	    [LAUNCH_NO_NEW_PRIVS] = {U32, true, 1},	[LAUNCH_EXEC_LABEL] = {TEXT, false, 4096},
	    [LAUNCH_REAP] = {U32, true, REAP_TREE},	[LAUNCH_GRACE] = {U32, true, 3600000},
	    [LAUNCH_RECORD] = {ABSOLUTE, true, MAX_PATH}, [LAUNCH_REF] = {TEXT, true, 16},
	    [LAUNCH_STATUS_FD] = {U32, false, 255},	[LAUNCH_EVENTS] = {U32, true, 1},
	};
	struct bytes found[MAX_TAG + 1];
	const char *wrong = parse_fields(body, length, RULES, found);

	if (wrong == NULL)
		wrong = check_launch(found);
	if (wrong != NULL)
		return wrong;
	result->uid = get_u32(found[LAUNCH_UID].at);
	result->gid = get_u32(found[LAUNCH_GID].at);
	result->ngroups = found[LAUNCH_GROUPS].length / 4;
	take_groups(found[LAUNCH_GROUPS], result->groups);
	result->umask = get_u32(found[LAUNCH_UMASK].at);
	result->stdin_mode = get_u32(found[LAUNCH_STDIN].at);
	result->session = get_u32(found[LAUNCH_SESSION].at);
	result->reap = get_u32(found[LAUNCH_REAP].at);
	result->grace = get_u32(found[LAUNCH_GRACE].at);
	result->no_new_privs = get_u32(found[LAUNCH_NO_NEW_PRIVS].at) == 1;
	result->events = get_u32(found[LAUNCH_EVENTS].at) == 1;
	result->status_fd = optional_fd(found[LAUNCH_STATUS_FD]);
	memcpy(result->ref, found[LAUNCH_REF].at, 16);
	result->ref[16] = '\0';
	result->argv = found[LAUNCH_ARGV];
	result->environment = found[LAUNCH_ENVIRON];
	result->cwd = found[LAUNCH_CWD];
	result->limits = found[LAUNCH_LIMITS];
	result->create = found[LAUNCH_CREATE];
	result->stdin_data = found[LAUNCH_STDIN_DATA];
	result->label = found[LAUNCH_EXEC_LABEL];
	result->record = found[LAUNCH_RECORD];
	return NULL;
}
