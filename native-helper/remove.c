/*
 * Take away at the end what was created for the payload: as the target, by descriptor, following no link. With the
 * target's rights nothing can go wrong that the payload could not have done itself.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

#define DEEPEST 100
#define BUDGET_MS 60000

static int
open_directory(int parent, const char *name)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(parent, name, flags);

	/* A payload may have locked itself out. */
	if (fd == -1 && errno == EACCES && fchmodat(parent, name, 0700, AT_SYMLINK_NOFOLLOW) == 0)
		fd = openat(parent, name, flags);
	return fd;
}

/* Empties a directory; takes over `fd`. What lies too deep is moved up below `top`, for the next round. */
static void
empty_directory(int fd, int top, int depth, unsigned *moved)
{
	char name[32];
	DIR *directory = fdopendir(fd);

	if (directory == NULL) {
		close(fd);
		return;
	}
	fchmod(fd, 0700);
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, entry->d_name, 0) == 0 || unlinkat(fd, entry->d_name, AT_REMOVEDIR) == 0)
			continue;
		if (depth == DEEPEST) {
			snprintf(name, sizeof name, ".mapexec-deep-%u", (*moved)++);
			renameat(fd, entry->d_name, top, name);
			continue;
		}
		const int below = open_directory(fd, entry->d_name);
		if (below == -1)
			continue;
		empty_directory(below, top, depth + 1, moved);
		unlinkat(fd, entry->d_name, AT_REMOVEDIR);
	}
	closedir(directory);
}

/* Only the very directory that was created, not what the payload may have put in its place. */
static void
remove_directory(const struct removal *removal)
{
	struct stat facts;
	unsigned moved = 0, before;

	do {
		const int top = open_directory(AT_FDCWD, removal->path);
		if (top == -1)
			return;
		if (fstat(top, &facts) == -1 || facts.st_uid != getuid() || facts.st_dev != removal->dev ||
		    facts.st_ino != removal->ino) {
			close(top);
			return;
		}
		before = moved;
		const int copy = fcntl(top, F_DUPFD_CLOEXEC, 0);
		if (copy != -1)
			empty_directory(copy, top, 0, &moved);
		close(top);
	} while (moved != before);
	rmdir(removal->path);
}

/* The payload may have renewed a file under its name: it goes as well, where it is a plain file of the target. */
static void
remove_file(const struct removal *removal)
{
	struct stat facts;

	if (lstat(removal->path, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == getuid())
		unlink(removal->path);
}

void
remove_entries(const struct order *order, const struct removal *removals)
{
	const struct identity target = {order->uid, order->gid, order->groups, order->ngroups};
	int status;

	if (removals == NULL)
		return;
	const pid_t remover = fork();
	if (remover == 0) {
		context.fail = fail_as_child;
		context.report_fd = -1;
		become_for_good(&target);
		for (; removals != NULL; removals = removals->next)
			if (removals->kind == CREATE_KIND_DIRECTORY)
				remove_directory(removals);
			else
				remove_file(removals);
		_exit(0);
	}
	if (remover == -1 || !wait_child(remover, &status, now_ms() + BUDGET_MS)) {
		log_line("files created for a payload could not be removed");
		if (remover != -1)
			kill(remover, SIGKILL);
	}
}
