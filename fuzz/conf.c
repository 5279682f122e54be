/* libFuzzer target: helper.conf. What is accepted must keep its promises, whatever the bytes. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conf.h"

static void
check_accepted(const struct conf *conf)
{
	assert(conf->service_uid != 0 && conf->service_gid != 0 && conf->decision_timeout_ms != 0);
	assert(!in_ranges(&conf->target_uids, 0) && !in_ranges(&conf->target_gids, 0));
	assert(!in_ranges(&conf->target_uids, UINT32_MAX) && !in_ranges(&conf->target_gids, UINT32_MAX));
	assert(!in_ranges(&conf->target_uids, conf->service_uid));
	assert(conf->decider[0] != NULL && conf->decider[0][0] == '/');
	assert(conf->record_directory[0] == '/' && conf->syslog_socket[0] == '/');
	assert(conf->warm == WARM_OFF || conf->socket[0] == '/');
	assert(conf->log_only || conf->lock_directory[0] == '/');
	for (size_t i = 0; !conf->log_only && i < conf->target_uids.count; i++)
		assert((uint64_t)conf->target_uids.at[i].last + conf->guardian_uid_offset < UINT32_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct range pool[CONF_MAX_RANGES];
	static struct conf conf;
	unsigned line = 0;
	/* Exactly as large as the text, so that one byte too far is seen. */
	char *text = malloc(size > 0 ? size : 1);

	if (text == NULL || size > CONF_MAX_FILE) {
		free(text);
		return 0;
	}
	memcpy(text, data, size);
	memset(&conf, 0, sizeof conf);
	conf.pool = pool;
	const char *wrong = parse_conf(text, size, &conf, &line);
	if (wrong == NULL)
		check_accepted(&conf);
	free(text);
	return 0;
}
