/*
 * Damages the samples at random and parses what comes out, under ASan and UBSan: `fuzz SECONDS [SEED]`.
 * Ends with the number of runs and the seed; a fault ends it with the sanitizer's report.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../conf.h"
#include "../privilege.h"
#include "../text.h"
#include "sample.h"

static uint64_t state;

static uint32_t
pick(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return below == 0 ? 0 : (uint32_t)(state >> 16) % below;
}

/* Some bytes flipped, set to an extreme, cut out, doubled or cut off. Returns the new length. */
static uint32_t
damage(uint8_t *data, uint32_t length, uint32_t room)
{
	static const uint8_t EXTREMES[] = {0, 1, 0x7f, 0x80, 0xff, '/', ' ', '\n', '-', '9'};

	for (uint32_t rounds = 1 + pick(6); rounds > 0 && length > 0; rounds--) {
		const uint32_t at = pick(length), some = pick(length - at < 16 ? length - at : 16);
		switch (pick(5)) {
		case 0: data[at] ^= (uint8_t)(1U << pick(8)); break;
		case 1: data[at] = EXTREMES[pick(sizeof EXTREMES)]; break;
		case 2:
			memmove(data + at, data + at + some, length - at - some);
			length -= some;
			break;
		case 3:
			if (length + some <= room) {
				memmove(data + at + some, data + at, length - at);
				length += some;
			}
			break;
		default: length = pick(2) == 0 ? at : length;
		}
	}
	return length;
}

static void
fuzz_frames(void)
{
	static struct order order;
	static struct read_request request;
	struct print_order print;
	struct entry entry;
	struct sample sample = sample_launch();

	if (pick(2) == 0)
		sample_set(&sample, LAUNCH_CREATE, "\1\1\200\1\0\0\2\0\0\0/a\3\0\0\0abc\2\0\0\0\0\0\2\0\0\0/b\0\0\0\0", 35);
	if (pick(2) == 0)
		sample_set(&sample, LAUNCH_LIMITS, "\1\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 20);
	const uint32_t length = damage(sample.body, sample.length, sizeof sample.body);
	/* A copy of exactly that size, so that one byte too many is seen. */
	uint8_t *exact = malloc(length > 0 ? length : 1);
	if (exact == NULL)
		abort();
	memcpy(exact, sample.body, length);
	parse_launch(exact, length, &order);
	parse_read(exact, length, &request);
	parse_print(exact, length, &print);
	struct bytes cursor = {exact, length};
	while (next_entry(&cursor, &entry) == 1)
		;
	free(exact);
}

static void
fuzz_texts(void)
{
	static const gid_t GROUPS[] = {5, 3000};
	static struct range pool[CONF_MAX_RANGES];
	const struct identity target = {2001, 2002, GROUPS, 2};
	uint8_t text[4096] = SAMPLE_CONF;
	struct conf conf = {.pool = pool};
	unsigned line;
	char escaped[300];

	const uint32_t length = damage(text, (uint32_t)strlen(SAMPLE_CONF), sizeof text - 1);
	char *exact = malloc(length > 0 ? length : 1);
	if (exact == NULL)
		abort();
	memcpy(exact, text, length);
	parse_conf(exact, length, &conf, &line);
	free(exact);
	text[length] = '\0';
	escape(escaped, 1 + pick(sizeof escaped), (char *)text);
	memcpy(text, SAMPLE_STATUS, sizeof SAMPLE_STATUS);
	text[damage(text, sizeof SAMPLE_STATUS - 1, sizeof text - 1)] = '\0';
	if (status_proves((char *)text, &target) && strstr((char *)text, "2001") == NULL)
		abort();
}

int
main(int argc, char **argv)
{
	const time_t end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 10);
	const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
	unsigned long runs = 0;

	for (state = seed | 1; time(NULL) < end; runs++) {
		fuzz_frames();
		fuzz_texts();
	}
	printf("fuzz: %lu runs without a fault (seed %llu)\n", runs, (unsigned long long)seed);
	return 0;
}
