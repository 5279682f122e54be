/*
 * Take away at the end what was created for the payload: as the target, by descriptor, following no link. With the
 * target's rights nothing can go wrong that the payload could not have done itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h> /* renameat */
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

/* Empties a directory. What lies too deep is moved up below `top`, for the next round. */
static void
empty_directory(int fd, int top, int depth, unsigned *moved)
{
	char moved_name[32];
	struct listing listing;

	fchmod(fd, 0700);
	if (!open_listing_at(&listing, fd, "."))
		return;
	for (const char *name; (name = next_name(&listing)) != NULL;) {
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		if (unlinkat(fd, name, 0) == 0 || unlinkat(fd, name, AT_REMOVEDIR) == 0)
			continue;
		if (depth == DEEPEST) {
			format(moved_name, sizeof moved_name, ".mapexec-deep-%u", (*moved)++);
			renameat(fd, name, top, moved_name);
			continue;
		}
		const int below = open_directory(fd, name);
		if (below == -1)
			continue;
		empty_directory(below, top, depth + 1, moved);
		close(below);
		unlinkat(fd, name, AT_REMOVEDIR);
	}
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
		empty_directory(top, top, 0, &moved);
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

struct removal *
add_removal(struct removal *next, const struct note *note)
{
	const size_t length = strlen(note->text) + 1;
	struct removal *removal = map_memory(sizeof *removal + length);

	*removal = (struct removal){next, note->fact.number, note->fact.dev, note->fact.ino};
	memcpy(removal->path, note->text, length);
	return removal;
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
