/* libFuzzer target: what a decider may send. The first byte is the message's type, the rest is its body. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "protocol.h"

/* Every piece must lie inside the body. */
static void
check_piece(struct bytes piece, const uint8_t *body, size_t size)
{
	if (piece.at == NULL)
		return;
	assert(piece.at >= body && piece.length <= size && piece.at + piece.length <= body + size);
	/* And be readable to its last byte. */
	volatile uint8_t sum = 0;
	for (uint32_t i = 0; i < piece.length; i++)
		sum = (uint8_t)(sum + piece.at[i]);
}

static void
check_launch(const uint8_t *body, uint32_t size)
{
	static struct order order;
	static struct entry entry;
	int outcome, count = 0;

	if (parse_launch(body, size, &order) != NULL)
		return;
	assert(order.ngroups <= MAX_GROUPS && order.argv.length >= 2 && order.argv.at[0] == '/');
	assert(order.argv.at[order.argv.length - 1] == '\0' && order.umask <= 0777 && order.record.at[0] == '/');
	for (size_t i = 1; i < order.ngroups; i++)
		assert(order.groups[i - 1] <= order.groups[i]);
	const struct bytes pieces[] = {order.argv,   order.environment, order.cwd,   order.limits,
				       order.create, order.stdin_data,	order.label, order.record};
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		check_piece(pieces[i], body, size);
	struct bytes cursor = order.create;
	while ((outcome = next_entry(&cursor, &entry)) == 1) {
		assert(entry.path[0] == '/' && strlen(entry.path) <= MAX_PATH && ++count <= MAX_CREATE);
		check_piece(entry.data, body, size);
	}
	assert(outcome == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct read_request request;
	static struct print_order print;

	if (size < 1 || size > MAX_FRAME)
		return 0;
	const uint32_t length = (uint32_t)size - 1;
	uint8_t *body = malloc(length > 0 ? length : 1);
	if (body == NULL)
		return 0;
	memcpy(body, data + 1, length);
	if (refuse_frame(data[0], length) == NULL) {
		if (data[0] == MSG_READ && parse_read(body, length, &request) == NULL)
			assert(request.path[0] == '/' && strlen(request.path) <= MAX_PATH && request.cap <= MAX_READ_CAP);
		if (data[0] == MSG_PRINT && parse_print(body, length, &print) == NULL) {
			assert(print.code >= 0 && print.code <= 255 && print.status_fd <= 255);
			check_piece(print.out, body, length);
			check_piece(print.err, body, length);
			check_piece(print.status_text, body, length);
		}
		if (data[0] == MSG_LAUNCH)
			check_launch(body, length);
	}
	free(body);
	return 0;
}
