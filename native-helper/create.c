/* Create files and directories for the payload, as the target: its rights decide, not ours. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h> /* rename */
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"

static void
note_created(const struct entry *entry, const struct stat *facts)
{
	const struct fact fact = {NOTE_CREATED, entry->kind, facts->st_dev, facts->st_ino};

	if (!send_note(context.report_fd, fact, entry->path))
		die(R_SUPERVISION_FAILED, "the guardian is gone");
}

/* Fills a fresh file, and takes it away again where that fails. */
static void
fill_file(const struct entry *entry, int fd, const char *path)
{
	if (write_fully(fd, entry->data.at, entry->data.length) && fchmod(fd, entry->mode) == 0)
		return;
	const int error = errno;
	unlink(path);
	die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(error));
}

/*
 * Only a plain file of the target that has no second name may be replaced, and it is replaced, not written into: who
 * has it open keeps the old content.
 */
static int
replace_file(const struct entry *entry)
{
	struct stat facts;
	uint64_t number = 0;
	char temporary[MAX_PATH + 24];

	if (lstat(entry->path, &facts) == -1)
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(errno));
	if (!S_ISREG(facts.st_mode) || facts.st_uid != getuid() || facts.st_nlink != 1)
		die(R_TARGET_PROXY, "%s exists and is not a plain file of the target account", entry->path);
	if (getrandom(&number, sizeof number, 0) != sizeof number)
		die(R_TARGET_PROXY, "no random number: %s", strerror(errno));
	format(temporary, sizeof temporary, "%s.%016lx", entry->path, (unsigned long)number);
	const int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd == -1)
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(errno));
	fill_file(entry, fd, temporary);
	if (rename(temporary, entry->path) == -1) {
		const int error = errno;
		unlink(temporary);
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(error));
	}
	return fd;
}

static int
create_file(const struct entry *entry)
{
	const int fd = open(entry->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd == -1 && errno == EEXIST)
		return replace_file(entry);
	if (fd == -1)
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(errno));
	fill_file(entry, fd, entry->path);
	return fd;
}

/* A directory that is to be removed at the end MUST be fresh: what was there before is not ours to delete. */
static int
create_directory(const struct entry *entry)
{
	struct stat facts;
	const bool fresh = mkdir(entry->path, 0700) == 0;

	if (!fresh && (errno != EEXIST || (entry->flags & CREATE_REMOVE) != 0))
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(errno));
	const int fd = open(entry->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1 || fstat(fd, &facts) == -1 || (fresh && fchmod(fd, entry->mode) == -1))
		die(R_TARGET_PROXY, "%s: %s", entry->path, strerror(errno));
	if (facts.st_uid != getuid())
		die(R_TARGET_PROXY, "%s exists and is not the target account's", entry->path);
	return fd;
}

void
create_entries(const struct order *order)
{
	struct bytes cursor = order->create;
	struct entry entry;
	struct stat facts;

	while (next_entry(&cursor, &entry) == 1) {
		const int fd = entry.kind == CREATE_KIND_FILE ? create_file(&entry) : create_directory(&entry);
		if ((entry.flags & CREATE_REMOVE) != 0 && fstat(fd, &facts) == 0)
			note_created(&entry, &facts);
		close(fd);
	}
}
