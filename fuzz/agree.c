/*
 * What the helper's frame parser says of each input, for test/fuzz/frames.test.ts, which holds the TypeScript side against
 * it. Standard input: u32 length, type byte, body, and so on. Standard output: "accepted" or the reason, one line each.
 */
#include <stdio.h>
#include <stdlib.h>

#include "protocol.h"

static const char *
judge(uint8_t type, const uint8_t *body, uint32_t length)
{
	static struct read_request request;
	static struct print_order print;
	static struct order order;
	const char *wrong = refuse_frame(type, length);

	if (wrong != NULL)
		return wrong;
	switch (type) {
	case MSG_READ: return parse_read(body, length, &request);
	case MSG_PRINT: return parse_print(body, length, &print);
	default: return parse_launch(body, length, &order);
	}
}

int
main(void)
{
	uint8_t head[FRAME_HEAD];

	while (fread(head, 1, sizeof head, stdin) == sizeof head) {
		const uint32_t length = get_u32(head) - 1;
		/* Of exactly this size, so that the sanitizer sees one byte too many. */
		uint8_t *body = malloc(length > 0 ? length : 1);
		if (body == NULL || fread(body, 1, length, stdin) != length)
			return 1;
		const char *wrong = judge(head[4], body, length);
		puts(wrong == NULL ? "accepted" : wrong);
		free(body);
	}
	return 0;
}
