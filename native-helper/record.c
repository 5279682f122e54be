/* The end of the record: opened before the payload starts (no record, no launch), one line appended at the end. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

#define LINE_SIZE 512

/* The name of a file directly in the record directory, into context.record_name. */
static void
take_record_name(const struct bytes *record)
{
	const char *path = (const char *)record->at;
	const size_t length = strlen(context.conf.record_directory);

	if (record->length <= length + 1 || memcmp(path, context.conf.record_directory, length) != 0 || path[length] != '/')
		die(R_RECORD_FAILED, "the record is not in the record directory");
	const size_t name_length = record->length - length - 1;
	if (name_length >= sizeof context.record_name || path[length + 1] == '.' ||
	    memchr(path + length + 1, '/', name_length) != NULL)
		die(R_RECORD_FAILED, "the record's name is no plain name");
	memcpy(context.record_name, path + length + 1, name_length);
	context.record_name[name_length] = '\0';
}

void
open_record(const struct order *order)
{
	struct stat facts;

	take_record_name(&order->record);
	const int directory = open(context.conf.record_directory, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory == -1)
		die(R_RECORD_FAILED, "%s: %s", context.conf.record_directory, strerror(errno));
	const int fd = openat(directory, context.record_name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1 || fstat(fd, &facts) == -1)
		die(R_RECORD_FAILED, "%s: %s", context.record_name, strerror(errno));
	if (!S_ISREG(facts.st_mode) || facts.st_uid != context.conf.service_uid || facts.st_nlink != 1)
		die(R_RECORD_FAILED, "%s is not a record of ours", context.record_name);
	context.record_fd = fd;
	context.record_dir_fd = directory;
	context.ended_dir_fd = openat(directory, "ended", O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

size_t
format_end(char *line, size_t size, const char *ref, const struct timespec *now, const struct ending *ending)
{
	char code[16] = "null", number[16] = "null", reason[64] = "null";
	const struct rusage *usage = &ending->usage;

	if (ending->status != -1 && WIFSIGNALED(ending->status))
		format(number, sizeof number, "%d", WTERMSIG(ending->status));
	else if (ending->status != -1)
		format(code, sizeof code, "%d", WEXITSTATUS(ending->status));
	if (ending->reason != R_NONE)
		format(reason, sizeof reason, "\"%s\"", reason_token(ending->reason));
	return format(line, size,
			"{\"event\":\"end\",\"ref\":\"%s\",\"time\":%ld.%06ld,\"exit\":%s,\"signal\":%s,\"code\":%d,"
			"\"reason\":%s,\"rusage\":{\"user\":%ld.%06ld,\"system\":%ld.%06ld,\"maxrss\":%ld,"
			"\"minflt\":%ld,\"majflt\":%ld}}\n",
			ref, (long)now->tv_sec, now->tv_nsec / 1000, code, number,
			ending->reason != R_NONE ? reason_code(ending->reason) : exit_code_of(ending->status), reason,
			(long)usage->ru_utime.tv_sec, (long)usage->ru_utime.tv_usec,
			(long)usage->ru_stime.tv_sec, (long)usage->ru_stime.tv_usec, usage->ru_maxrss,
			usage->ru_minflt, usage->ru_majflt);
}

/* Lets the next decision find finished records without looking into each. Only a convenience: failure is ignored. */
static void
mark_ended(void)
{
	if (context.ended_dir_fd == -1)
		return;
	if (geteuid() != context.conf.service_uid) {
		raise_capability(CAP_SETUID_BIT);
		setfsuid(context.conf.service_uid);
		lower_capabilities();
	}
	(void)!linkat(context.record_dir_fd, context.record_name, context.ended_dir_fd, context.record_name, 0);
	setfsuid(geteuid());
}

void
write_end(const struct ending *ending)
{
	char line[LINE_SIZE];
	struct timespec now;

	if (context.record_fd == -1)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	const size_t length = format_end(line, sizeof line, context.ref, &now, ending);
	if (!write_fully(context.record_fd, line, length))
		log_line("the end line of a record could not be written");
	else
		mark_ended();
	close(context.record_fd);
	context.record_fd = -1;
}
