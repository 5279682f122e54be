/* libFuzzer target: /proc/self/status as evidence. Only a text that says so in every line may prove an identity. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "privilege.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const gid_t GROUPS[] = {61000, 61001};
	const struct identity identity = {61007, 61000, GROUPS, 2};
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	if (status_proves(text, &identity)) {
		assert(strstr(text, "Uid:") != NULL && strstr(text, "61007") != NULL && strstr(text, "CapPrm:\t0") != NULL);
		assert(strstr(text, "CapInh:\t0") != NULL && strstr(text, "CapEff:\t0") != NULL && strstr(text, "61001") != NULL);
	}
	free(text);
	return 0;
}
