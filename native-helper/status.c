/* Read /proc/self/status as evidence (proc(5)): even a faked getresuid() does not fake this file. */
#include "privilege.h"

#include <string.h>

#include "text.h"

/* The text after `key` at the start of a line, or NULL. */
static const char *
find_line(const char *text, const char *key)
{
	const size_t length = strlen(key);

	for (; text != NULL && *text != '\0'; text = strchr(text, '\n'), text = text != NULL ? text + 1 : NULL)
		if (strncmp(text, key, length) == 0)
			return text + length;
	return NULL;
}

static bool
shows_ids(const char *line, uint64_t id)
{
	uint64_t number = 0;

	/* real, effective, saved, file system */
	for (int i = 0; i < 4; i++)
		if (line == NULL || !take_number(&line, &number) || number != id)
			return false;
	return *line == '\n';
}

static bool
shows_groups(const char *line, const struct identity *identity)
{
	uint64_t number = 0;

	for (size_t i = 0; i < identity->ngroups; i++)
		if (line == NULL || !take_number(&line, &number) || number != identity->groups[i])
			return false;
	return line != NULL && !take_number(&line, &number) && *line == '\n';
}

static bool
shows_no_capability(const char *line)
{
	if (line == NULL || *line != '\t')
		return false;
	const size_t zeros = strspn(line + 1, "0");
	return zeros > 0 && line[1 + zeros] == '\n';
}

bool
status_proves(const char *text, const struct identity *identity)
{
	return shows_ids(find_line(text, "Uid:"), identity->uid) && shows_ids(find_line(text, "Gid:"), identity->gid) &&
	       shows_groups(find_line(text, "Groups:"), identity) && shows_no_capability(find_line(text, "CapInh:")) &&
	       shows_no_capability(find_line(text, "CapPrm:")) && shows_no_capability(find_line(text, "CapEff:")) &&
	       shows_no_capability(find_line(text, "CapAmb:"));
}
