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
#define PATIENCE_MS 10000

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
	const int64_t patience = now_ms() + PATIENCE_MS;
	bool told = false;
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
		if (!told && now_ms() > patience)
			log_line("processes of a launch do not end although they were killed; still waiting");
		told = told || now_ms() > patience;
	}
}

/*
 * kill(2) with -1 signals every process within reach under one lock, and a process that has SIGKILL pending forks no
 * more: one call ends a fork bomb. Its return value says nothing (Linux returns 0 as long as anybody exists at all), so
 * what is waited for is our descendants; the second call is for what was just changing its uid during the first.
 */
void
kill_account(uid_t uid)
{
	uid_t real, effective, saved;

	/* kill(-1) spares nobody whom our real or effective uid reaches: both MUST be this launch's own. */
	if (getresuid(&real, &effective, &saved) == -1 || effective != uid || uid == 0 ||
	    real != uid + context.conf.guardian_uid_offset || real == uid)
		die(R_SUPERVISION_FAILED, "kill(-1) as %u/%u/%u", real, effective, saved);
	for (int round = 0; round < 2; round++) {
		kill(-1, SIGKILL);
		kill_descendants();
	}
}
