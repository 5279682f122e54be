/* Leave nothing of a payload behind: its process tree, or everything of its account. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
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
	char text[16384], *at = text, *end;

	if (read_proc(path, text, sizeof text) <= 0)
		return;
	for (long pid; pids->count < MOST_PIDS && (pid = strtol(at, &end, 10)) > 0 && *end == ' '; at = end)
		pids->at[pids->count++] = (pid_t)pid;
}

static void
add_children(struct pids *pids, pid_t parent)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/task", (int)parent);
	DIR *threads = opendir(path);
	if (threads == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(threads)) != NULL;) {
		uint32_t thread;
		if (!parse_u32(entry->d_name, strlen(entry->d_name), &thread))
			continue;
		snprintf(path, sizeof path, "/proc/%d/task/%u/children", (int)parent, thread);
		add_children_of_thread(pids, path);
	}
	closedir(threads);
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
	char path[64], text[2048], *line;
	unsigned real, effective, saved;
	uint32_t pid;

	if (!parse_u32(name, strlen(name), &pid) || pid == (uint32_t)getpid())
		return false;
	snprintf(path, sizeof path, "/proc/%u/status", pid);
	if (read_proc(path, text, sizeof text) <= 0 || (line = strstr(text, "\nState:\t")) == NULL ||
	    strchr("ZX", line[8]) != NULL || (line = strstr(line, "\nUid:\t")) == NULL)
		return false;
	return sscanf(line, "\nUid: %u %u %u", &real, &effective, &saved) == 3 && (real == uid || saved == uid);
}

static bool
account_is_alive(uid_t uid)
{
	bool alive = false;
	DIR *processes = opendir("/proc");

	if (processes == NULL)
		return false;
	for (struct dirent *entry; !alive && (entry = readdir(processes)) != NULL;)
		alive = is_alive_as(entry->d_name, uid);
	closedir(processes);
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
