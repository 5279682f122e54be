/* Leave nothing of a payload behind: its process tree, or everything of its account. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"

#define MOST_PIDS 65536
#define LONGEST_NAP_MS 50

struct pids {
	pid_t *at;
	size_t count;
};

/* The children of one thread, from /proc/PID/task/TID/children (proc(5)). */
static void
add_children_of_thread(struct pids *pids, const char *path)
{
	char text[16384];
	const char *at = text;
	uint64_t pid;

	if (read_proc(path, text, sizeof text) <= 0)
		return;
	/* What the buffer cut off has no blank behind it, and is found in the next round. */
	while (pids->count < MOST_PIDS && take_number(&at, &pid) && *at == ' ')
		pids->at[pids->count++] = (pid_t)pid;
}

static void
add_children(struct pids *pids, pid_t parent)
{
	char path[64];
	struct listing threads;
	uint32_t thread;

	format(path, sizeof path, "/proc/%d/task", (int)parent);
	if (!open_listing(&threads, path))
		return;
	for (const char *name; (name = next_name(&threads)) != NULL;) {
		if (!parse_u32(name, strlen(name), &thread))
			continue;
		format(path, sizeof path, "/proc/%d/task/%u/children", (int)parent, thread);
		add_children_of_thread(pids, path);
	}
}

/*
 * The walk goes breadth-first. A process found here may have ended, and its pid may belong to another by the time of
 * kill(2): the effective uid of the guardian lets it reach processes of the account only.
 */
size_t
signal_descendants(int number)
{
	struct pids pids = {map_memory(MOST_PIDS * sizeof(pid_t)), 0};
	size_t reached = 0;

	add_children(&pids, getpid());
	for (size_t i = 0; i < pids.count; i++) {
		if (kill(pids.at[i], number) == 0)
			reached++;
		add_children(&pids, pids.at[i]);
	}
	unmap_memory(pids.at, MOST_PIDS * sizeof(pid_t));
	return reached;
}

bool
reap_children(void)
{
	pid_t ended;

	do
		ended = waitpid(-1, NULL, WNOHANG);
	while (ended > 0);
	return ended == 0;
}

void
kill_descendants(void)
{
	int fruitless = 0;

	/*
	 * We are their subreaper: who loses its parent becomes our child, so "no child" means "no descendant". They are
	 * stopped first, because what is stopped does not fork. Those of a third account (a set-uid program) cannot be
	 * killed by us, and are not waited for.
	 */
	for (int delay = 1; reap_children() && fruitless < 3; delay = delay < LONGEST_NAP_MS ? delay * 2 : delay) {
		signal_descendants(SIGSTOP);
		fruitless = signal_descendants(SIGKILL) > 0 ? 0 : fruitless + 1;
		nap(delay);
	}
}

/* Does a process entry of /proc belong to the account (real or saved uid), and is it more than a zombie? */
static bool
is_alive_as(const char *name, uid_t uid)
{
	char path[64], text[2048];
	const char *line;
	uint64_t real, effective, saved;
	uint32_t pid;

	if (!parse_u32(name, strlen(name), &pid) || pid == (uint32_t)getpid())
		return false;
	format(path, sizeof path, "/proc/%u/status", pid);
	if (read_proc(path, text, sizeof text) <= 0 || (line = strstr(text, "\nState:\t")) == NULL ||
	    strchr("ZX", line[8]) != NULL || (line = strstr(line, "\nUid:\t")) == NULL)
		return false;
	line += strlen("\nUid:");
	return take_number(&line, &real) && take_number(&line, &effective) && take_number(&line, &saved) &&
	       (real == uid || saved == uid);
}

static bool
account_is_alive(uid_t uid)
{
	bool alive = false;
	struct listing processes;

	if (!open_listing(&processes, "/proc"))
		return false;
	for (const char *name; (name = next_name(&processes)) != NULL;)
		alive = alive || is_alive_as(name, uid);
	return alive;
}

void
kill_account(uid_t uid)
{
	uid_t real, effective, saved;

	/* kill(-1) spares nobody whom our real or effective uid reaches: both MUST be this launch's own. */
	if (getresuid(&real, &effective, &saved) == -1 || effective != uid || uid == 0 ||
	    real != uid + context.conf.guardian_uid_offset || real == uid)
		die(R_SUPERVISION_FAILED, "kill(-1) as %u/%u/%u", real, effective, saved);
	/*
	 * One kill(-1) reaches every process at once, a fork bomb included; then they only have to end. Older kernels
	 * return 0 although nobody is left to signal, therefore the look at /proc.
	 */
	for (int delay = 1;; delay = delay < LONGEST_NAP_MS ? delay * 2 : delay) {
		const int outcome = kill(-1, SIGKILL);
		reap_children();
		if (outcome == -1 || !account_is_alive(uid))
			return;
		nap(delay);
	}
}
