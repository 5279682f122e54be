/* Pass a signal on to the payload, so that it means there what it meant to the supervisor. */
#include <signal.h>
#include <string.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

/* Would a SIGTSTP stop the payload if its process group were not orphaned? (neither caught, ignored nor blocked) */
static bool
stops_by_default(pid_t pid)
{
	static const char *const SETS[] = {"\nSigBlk:\t", "\nSigIgn:\t", "\nSigCgt:\t"};
	char path[64], *const text = map_memory(STATUS_SIZE);
	bool yes;

	format(path, sizeof path, "/proc/%d/status", (int)pid);
	yes = read_proc(path, text, STATUS_SIZE) > 0;
	for (size_t i = 0; yes && i < sizeof SETS / sizeof SETS[0]; i++) {
		/* Sixteen hex digits; the fifth from the right has signals 17 to 20, its upper bit SIGTSTP. */
		const char *line = strstr(text, SETS[i]);
		yes = line != NULL && strlen(line) > strlen(SETS[i]) + 11 && strchr("01234567", line[strlen(SETS[i]) + 11]) != NULL;
	}
	unmap_memory(text, STATUS_SIZE);
	return yes;
}

/*
 * The payload is our child and not yet reaped, so its pid is its own. The kernel discards a default SIGTSTP in an
 * orphaned process group, which a session of its own always is: SIGSTOP says the same there.
 */
void
forward_signal(pid_t payload, int number, bool leads, bool to_group)
{
	if (payload == 0)
		return;
	if (number == SIGTSTP && stops_by_default(payload))
		number = SIGSTOP;
	if (!leads || !(to_group || number == SIGCONT) || kill(-payload, number) == -1)
		kill(payload, number);
}
