/* From a fresh child of the guardian to the payload: leave privilege, prepare as the target, execute. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io.h"
#include "launch.h"
#include "privilege.h"

#define MOST_STRINGS 262144
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

/* A payload never shares the caller's controlling terminal: TIOCSTI would let it type there. */
static void
enter_session(const struct order *order)
{
	const bool has_terminal = (context.terminals & 8) != 0;

	if ((order->session == SESSION_NEW || has_terminal) && setsid() == -1)
		die(R_SWITCH_FAILED, "setsid: %s", strerror(errno));
}

static void
set_limits(const struct order *order)
{
	for (int i = 0; i < NLIMITS; i++)
		if (setrlimit(i, &context.limits[i]) == -1)
			die(R_SWITCH_FAILED, "the caller's limit %d: %s", i, strerror(errno));
	for (uint32_t i = 0; i < order->limits.length; i += 20) {
		const uint8_t *at = order->limits.at + i;
		const struct rlimit limit = {get_u64(at + 4), get_u64(at + 12)};
		if (setrlimit((int)get_u32(at), &limit) == -1)
			die(R_SWITCH_FAILED, "limit %u, hard %lu (the caller has %lu): %s", get_u32(at),
			    (unsigned long)limit.rlim_max,
			    (unsigned long)context.limits[get_u32(at)].rlim_max, strerror(errno));
	}
}

static void
enter_directory(const struct order *order)
{
	char path[MAX_PATH + 1];

	memcpy(path, order->cwd.at, order->cwd.length);
	path[order->cwd.length] = '\0';
	if ((path[0] != '\0' ? chdir(path) : fchdir(context.cwd_fd)) == -1)
		die(R_CWD_INACCESSIBLE, "%s: %s", path[0] != '\0' ? path : "the caller's directory", strerror(errno));
}

/* The bytes as a sealed file: the payload can read it in any way, and never change it. */
static int
open_bytes(const struct bytes *data)
{
	char name[32];
	int fd = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);

	if (fd == -1 && errno == EINVAL) /* before Linux 6.3 */
		fd = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd == -1 || !write_fully(fd, data->at, data->length) ||
	    fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == -1)
		die(R_NO_MEMORY, "standard input: %s", strerror(errno));
	format(name, sizeof name, "/proc/self/fd/%d", fd);
	const int readable = open(name, O_RDONLY);
	if (readable == -1)
		die(R_NO_MEMORY, "standard input: %s", strerror(errno));
	return readable;
}

static void
set_stdin(const struct order *order)
{
	if (order->stdin_mode == STDIN_NULL)
		put_null(0);
	if (order->stdin_mode == STDIN_BYTES && dup2(open_bytes(&order->stdin_data), 0) == -1)
		die(R_NO_MEMORY, "standard input: %s", strerror(errno));
}

/* Writes a label for the next exec and reads it back: a label that did not take is as bad as an error. */
static void
set_label(const struct bytes *label)
{
	char wanted[4200], found[4200];
	const bool selinux = label->at[0] == 's';
	const size_t prefix = selinux ? strlen("selinux:") : strlen("apparmor:");
	const char *path = selinux ? "/proc/thread-self/attr/exec" : "/proc/thread-self/attr/apparmor/exec";
	const char *verb = selinux ? "" : "exec ";

	int fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd == -1 && !selinux) /* before Linux 5.8 */
		fd = open("/proc/thread-self/attr/exec", O_RDWR | O_CLOEXEC);
	const size_t length = format(wanted, sizeof wanted, "%s%.*s", verb, (int)(label->length - prefix),
				    (const char *)label->at + prefix);
	if (fd == -1 || write(fd, wanted, length) != (ssize_t)length)
		die(R_LABEL_FAILED, "%s: %s", path, strerror(errno));
	const char *name = wanted + strlen(verb);
	const ssize_t got = pread(fd, found, sizeof found - 1, 0);
	found[got > 0 ? got : 0] = '\0';
	const size_t name_length = strlen(name);
	/* AppArmor answers `PROFILE (mode)`. */
	if (strncmp(found, name, name_length) != 0 || strchr("\n (", found[name_length]) == NULL)
		die(R_LABEL_FAILED, "the label reads back as %s", found);
	close(fd);
}

/* The strings of a list, as execve(2) wants them. */
static char **
to_vector(const struct bytes *list)
{
	const char *at = (const char *)list->at, *end = at + list->length;
	size_t count = 0;

	for (uint32_t i = 0; i < list->length; i++)
		count += list->at[i] == '\0';
	if (count > MOST_STRINGS)
		die(R_ARGUMENTS_TOO_LONG, "%zu strings", count);
	char **vector = map_memory((count + 1) * sizeof *vector);
	for (size_t i = 0; at < end; at += strlen(at) + 1)
		vector[i++] = (char *)(uintptr_t)at;
	return vector;
}

static enum reason
reason_of_exec(int error, const char *path)
{
	struct stat facts;

	switch (error) {
	case ENOENT:
		/* The kernel says it of a missing interpreter too. */
		return stat(path, &facts) == 0 ? R_BAD_INTERPRETER : R_COMMAND_MISSING;
	case ENOTDIR:
	case ELOOP:
	case ENAMETOOLONG: return R_COMMAND_MISSING;
	case EACCES:
	case EPERM:
	case EISDIR: return R_COMMAND_NOT_EXECUTABLE;
	case ENOEXEC:
	case ELIBBAD: return R_BAD_INTERPRETER;
	case E2BIG: return R_ARGUMENTS_TOO_LONG;
	default: return reason_of_shortage(error, R_EXEC_FAILED); /* EAGAIN: RLIMIT_NPROC (execve(2)) */
	}
}

void
become_payload(const struct order *order)
{
	const struct identity target = {order->uid, order->gid, order->groups, order->ngroups};
	char **const arguments = to_vector(&order->argv), **const environment = to_vector(&order->environment);

	enter_session(order);
	become_for_good(&target);
	join_new_keyring();
	create_entries(order);
	set_stdin(order);
	enter_directory(order);
	if (order->label.at != NULL)
		set_label(&order->label);
	if (order->no_new_privs && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		die(R_SWITCH_FAILED, "no_new_privs: %s", strerror(errno));
	close_on_exec_from(3);
	umask(order->umask);
	set_limits(order);
	restore_signals();
	execve(arguments[0], arguments, environment);
	const int error = errno;
	die(reason_of_exec(error, arguments[0]), "%s: %s", arguments[0], strerror(error));
}
