/* Open what root wrote, by descriptor and component by component (threats 29-31), and load helper.conf. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "helper.h"
#include "io.h"
#include "start.h"

/* Is the opened file root's, of the wanted type, and writable by nobody else? */
static bool
is_trusted(int fd, bool last, const char *path, size_t length, char *why, size_t size)
{
	struct stat facts;
	const char *wrong = NULL;

	if (fstat(fd, &facts) == -1)
		wrong = strerror(errno);
	else if (last ? !S_ISREG(facts.st_mode) : !S_ISDIR(facts.st_mode))
		wrong = last ? "is not a regular file" : "is not a directory";
	else if (facts.st_uid != 0)
		wrong = "is not owned by root";
	else if ((facts.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		wrong = "is writable by others than root";
	if (wrong != NULL)
		format(why, size, "%.*s %s", (int)length, path, wrong);
	return wrong == NULL;
}

int
open_trusted(const char *path, int flags, char *why, size_t size)
{
	char component[256];
	const char *at = path;
	int fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1 || !is_trusted(fd, false, "/", 1, why, size))
		goto refused;
	while (*at == '/') {
		const size_t length = strcspn(++at, "/");
		const bool last = at[length] == '\0';
		if (length == 0 || length >= sizeof component || (at[0] == '.' && (length == 1 || at[1] == '.'))) {
			format(why, size, "%s is not a plain path", path);
			goto refused;
		}
		memcpy(component, at, length);
		component[length] = '\0';
		at += length;
		/* O_NONBLOCK: a FIFO in its place must not hold us; is_trusted() refuses it. */
		const int next = openat(fd, component, (last ? flags | O_NONBLOCK | O_NOCTTY : O_PATH) | O_NOFOLLOW | O_CLOEXEC);
		const int error = errno;
		close(fd);
		fd = next;
		if (fd == -1) {
			format(why, size, "%.*s: %s", (int)(at - path), path, strerror(error));
			errno = error;
			return -1;
		}
		if (!is_trusted(fd, last, path, (size_t)(at - path), why, size))
			goto refused;
		if (last)
			return fd;
	}
	format(why, size, "%s is not a plain path", path);
refused:
	if (fd != -1)
		close(fd);
	errno = EPERM;
	return -1;
}

void
load_conf(void)
{
	char why[DETAIL_SIZE];
	unsigned line = 0;
	const int fd = open_trusted(helper_conf_path, O_RDONLY, why, sizeof why);

	if (fd == -1)
		die(errno == ENOENT ? R_CONFIG_ABSENT : R_CONFIG_UNTRUSTED, "%s", why);
	char *text = map_memory(CONF_MAX_FILE + 1);
	size_t length = 0;
	ssize_t got;
	while ((got = read(fd, text + length, CONF_MAX_FILE + 1 - length)) > 0)
		length += (size_t)got;
	close(fd);
	if (got == -1)
		die(R_CONFIG_UNTRUSTED, "%s: %s", helper_conf_path, strerror(errno));
	if (length > CONF_MAX_FILE)
		die(R_CONFIG_SYNTAX, "%s is larger than %d bytes", helper_conf_path, CONF_MAX_FILE);
	context.conf.pool = map_memory(POOL_SIZE);
	const char *wrong = parse_conf(text, length, &context.conf, &line);
	if (wrong != NULL && line > 0)
		die(R_CONFIG_SYNTAX, "%s:%u: %s", helper_conf_path, line, wrong);
	if (wrong != NULL)
		die(R_CONFIG_SYNTAX, "%s: %s", helper_conf_path, wrong);
	unmap_memory(text, CONF_MAX_FILE + 1);
}
