/* libFuzzer target: numbers, and text on its way to the log. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

static void
check_number(const char *text, size_t size)
{
	char back[16];
	uint32_t number = 0;

	if (!parse_u32(text, size, &number))
		return;
	/* What is accepted is what we would write ourselves: no sign, no zero in front, no overflow. */
	assert(format(back, sizeof back, "%u", number) == size && memcmp(back, text, size) == 0);
}

static void
check_escape(const char *text, size_t room)
{
	char *to = malloc(room);

	if (to == NULL)
		return;
	escape(to, room, text);
	assert(strlen(to) < room);
	for (const char *at = to; *at != '\0'; at++)
		assert(*at >= ' ' && *at <= '~');
	free(to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	uint64_t number;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check_number(text, size);
	check_escape(text, 1 + (size > 0 ? data[0] : 0));
	const char *at = text;
	if (take_number(&at, &number))
		assert(at > text && at <= text + size);
	free(text);
	return 0;
}
