/* Well-formed samples of everything that is parsed, for the unit tests to change and the fuzzer to damage. */
#ifndef MAPEXEC_SAMPLE_H
#define MAPEXEC_SAMPLE_H

#include <string.h>

#include "../protocol.h"

#define SAMPLE_CONF                                                                                                    \
	"# sample\nservice_uid = 900\nservice_gid = 900\ncaller_uids = 1500\ncaller_gids = 1600-1610\n"                     \
	"target_uids = 2001-2050\ntarget_gids = 2001-2050 3000\nguardian_uid_offset = 10000\n"                              \
	"decider = /usr/bin/node --jitless /lib/decider.js\nwarm = prefer\nsocket = /run/mapexec/socket\n"                  \
	"record_directory = /run/mapexec\nlock_directory = /run/locks\ndecision_timeout_ms = 3000\n"

#define SAMPLE_STATUS                                                                                                  \
	"Name:\thelper\nUmask:\t0077\nState:\tR (running)\nUid:\t2001\t2001\t2001\t2001\nGid:\t2002\t2002\t2002\t2002\n"    \
	"FDSize:\t64\nGroups:\t5 3000 \nNStgid:\t1\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000000\n"                 \
	"CapEff:\t0000000000000000\nCapBnd:\t000001ffffffffff\nCapAmb:\t0000000000000000\nNoNewPrivs:\t0\n"

struct sample {
	uint8_t body[4096];
	uint32_t length;
};

/* Takes a field out; false where it is optional here and absent. */
static inline bool
sample_drop(struct sample *sample, uint16_t tag)
{
	for (uint32_t at = 0; at < sample->length;) {
		const uint32_t size = FIELD_HEAD + get_u32(sample->body + at + 2);
		if (sample->body[at] == (uint8_t)tag && sample->body[at + 1] == (uint8_t)(tag >> 8)) {
			memmove(sample->body + at, sample->body + at + size, sample->length - at - size);
			sample->length -= size;
			return true;
		}
		at += size;
	}
	return false;
}

static inline void
sample_set(struct sample *sample, uint16_t tag, const void *data, uint32_t length)
{
	sample_drop(sample, tag);
	sample->length = (uint32_t)(put_field(sample->body + sample->length, tag, data, length) - sample->body);
}

static inline void
sample_set_u32(struct sample *sample, uint16_t tag, uint32_t value)
{
	uint8_t bytes[4];

	put_u32(bytes, value);
	sample_set(sample, tag, bytes, 4);
}

static inline struct sample
sample_launch(void)
{
	struct sample sample = {.length = 0};

	sample_set_u32(&sample, LAUNCH_UID, 2001);
	sample_set_u32(&sample, LAUNCH_GID, 2002);
	sample_set(&sample, LAUNCH_GROUPS, "\7\0\0\0\11\0\0\0\5\0\0\0", 12);
	sample_set(&sample, LAUNCH_ARGV, "/bin/echo\0hi\0", 13);
	sample_set(&sample, LAUNCH_ENVIRON, "A=1\0B=2\0", 8);
	sample_set(&sample, LAUNCH_CWD, "", 0);
	sample_set_u32(&sample, LAUNCH_UMASK, 022);
	sample_set_u32(&sample, LAUNCH_STDIN, STDIN_NULL);
	sample_set_u32(&sample, LAUNCH_SESSION, SESSION_AUTO);
	sample_set_u32(&sample, LAUNCH_NO_NEW_PRIVS, 0);
	sample_set_u32(&sample, LAUNCH_REAP, REAP_TREE);
	sample_set_u32(&sample, LAUNCH_GRACE, 500);
	sample_set(&sample, LAUNCH_RECORD, "/run/mapexec/x", 14);
	sample_set(&sample, LAUNCH_REF, "0123456789abcdef", 16);
	sample_set_u32(&sample, LAUNCH_EVENTS, 0);
	return sample;
}

#endif
