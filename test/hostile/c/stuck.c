/*
 * stuck DEVICE DIRECTORY UID: a file system whose server is slow or does not answer, as a dead file server is (FUSE, the
 * kernel's own protocol, linux/fuse.h). Prints "mounted" and stays until it is killed. In it, owned by UID:
 *
 *   lookup…      a name that is never looked up to the end
 *   open…        a file that cannot be opened to the end, mode 0755
 *   read…        a file that opens, and whose first byte never comes
 *   dead         the same, mode 0755, and who waits for it cannot even be killed: the server takes no interruption
 *   slow         a file of 64 KiB, of which a page comes every 100 ms
 *   quick        a file of 5 bytes, as from a healthy server
 *   changing     a file of 5 bytes, mode 0600, that is another second old each time it is looked at
 *   directory    a directory in which nothing is ever looked up or made; one can be in it
 *   closed       a directory that is never entered: looking at its mode never ends
 */
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum node { ROOT = 1, OPEN, READ, DEAD, SLOW, QUICK, CHANGING, DIRECTORY, CLOSED };

#define SLOW_SIZE 65536

static int device;
static unsigned owner;
static uint64_t deaf_to; /* the request that is not interrupted */

static _Noreturn void
give_up(const char *what)
{
	perror(what);
	_exit(125);
}

static void
reply(uint64_t unique, int error, const void *data, size_t size)
{
	static char buffer[sizeof(struct fuse_out_header) + 65536];
	const struct fuse_out_header head = {(uint32_t)(sizeof head + size), error, unique};

	memcpy(buffer, &head, sizeof head);
	if (size > 0)
		memcpy(buffer + sizeof head, data, size);
	/* Fails where the caller has been killed meanwhile. */
	(void)!write(device, buffer, sizeof head + size);
}

static struct fuse_attr
facts_of(enum node node)
{
	static uint64_t seconds = 1;
	const int is_directory = node == ROOT || node == DIRECTORY || node == CLOSED;

	return (struct fuse_attr){
	    .ino = node,
	    .size = node == SLOW ? SLOW_SIZE : is_directory ? 4096 : 5,
	    .mode = is_directory ? S_IFDIR | 0777 : node == SLOW || node == READ || node == CHANGING ? S_IFREG | 0600 : S_IFREG | 0755,
	    .nlink = is_directory ? 2 : 1,
	    .uid = owner,
	    .gid = owner,
	    .blksize = 4096,
	    .mtime = node == CHANGING ? seconds++ : 0,
	};
}

static void
look_up(const struct fuse_in_header *head, const char *name)
{
	static const struct {
		const char *prefix;
		enum node node;
	} NAMES[] = {{"open", OPEN}, {"read", READ}, {"dead", DEAD}, {"slow", SLOW}, {"quick", QUICK}, {"changing", CHANGING}, {"directory", DIRECTORY}, {"closed", CLOSED}};

	if (head->nodeid != ROOT || strncmp(name, "lookup", 6) == 0)
		return;
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
		if (strncmp(name, NAMES[i].prefix, strlen(NAMES[i].prefix)) == 0) {
			/* Attributes of `closed` and `changing` are to be asked for each time; the others' are good for long. */
			const struct fuse_entry_out entry = {.nodeid = NAMES[i].node,
							     .entry_valid = 3600,
							     .attr_valid = NAMES[i].node == CLOSED || NAMES[i].node == CHANGING ? 0 : 3600,
							     .attr = facts_of(NAMES[i].node)};
			reply(head->unique, 0, &entry, sizeof entry);
			return;
		}
	reply(head->unique, -2 /* ENOENT */, NULL, 0);
}

static void
read_from(const struct fuse_in_header *head, const struct fuse_read_in *asked)
{
	static char page[4096];
	const struct timespec delay = {0, 100000000L};

	if (head->nodeid == DEAD)
		deaf_to = head->unique;
	if (head->nodeid == READ || head->nodeid == DEAD)
		return;
	if (head->nodeid == QUICK || head->nodeid == CHANGING) {
		reply(head->unique, 0, "quick", asked->offset == 0 ? 5 : 0);
		return;
	}
	nanosleep(&delay, NULL);
	const uint64_t left = asked->offset < SLOW_SIZE ? SLOW_SIZE - asked->offset : 0;
	reply(head->unique, 0, page, left < sizeof page ? left : asked->size < sizeof page ? asked->size : sizeof page);
}

static void
serve(const struct fuse_in_header *head, const void *body)
{
	const struct fuse_attr_out attributes = {.attr_valid = head->nodeid == CHANGING ? 0 : 3600, .attr = facts_of((enum node)head->nodeid)};
	/* Direct: each read(2) asks us. */
	const struct fuse_open_out opened = {.fh = 1, .open_flags = head->nodeid == SLOW ? FOPEN_DIRECT_IO : 0};
	struct fuse_init_out init = {.major = FUSE_KERNEL_VERSION, .minor = 31, .max_write = 65536, .max_background = 64, .congestion_threshold = 48};
	const struct fuse_statfs_out nothing = {0};

	switch (head->opcode) {
	case FUSE_INIT: reply(head->unique, 0, &init, sizeof init); break;
	case FUSE_LOOKUP: look_up(head, body); break;
	case FUSE_GETATTR:
		if (head->nodeid != CLOSED)
			reply(head->unique, 0, &attributes, sizeof attributes);
		break;
	case FUSE_OPEN:
		if (head->nodeid != OPEN)
			reply(head->unique, 0, &opened, sizeof opened);
		break;
	case FUSE_READ: read_from(head, body); break;
	case FUSE_OPENDIR: reply(head->unique, 0, &opened, sizeof opened); break;
	case FUSE_STATFS: reply(head->unique, 0, &nothing, sizeof nothing); break;
	case FUSE_RELEASE:
	case FUSE_RELEASEDIR:
	case FUSE_FLUSH: reply(head->unique, 0, NULL, 0); break;
	case FUSE_CREATE:
	case FUSE_MKNOD:
	case FUSE_MKDIR:
	case FUSE_READDIR: break;
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET: break;
	case FUSE_INTERRUPT:
		if (((const struct fuse_interrupt_in *)body)->unique != deaf_to)
			reply(((const struct fuse_interrupt_in *)body)->unique, -4 /* EINTR */, NULL, 0);
		break;
	default: reply(head->unique, -38 /* ENOSYS */, NULL, 0);
	}
}

int
main(int argc, char **argv)
{
	static char buffer[FUSE_MIN_READ_BUFFER + 65536] __attribute__((aligned(8)));
	char options[128];

	if (argc != 4)
		return 125;
	owner = (unsigned)atoi(argv[3]);
	device = open(argv[1], O_RDWR | O_CLOEXEC);
	if (device == -1)
		give_up(argv[1]);
	snprintf(options, sizeof options, "fd=%d,rootmode=40777,user_id=0,group_id=0,allow_other,default_permissions", device);
	if (mount("stuck", argv[2], "fuse", MS_NODEV | MS_NOSUID, options) == -1)
		give_up(argv[2]);
	puts("mounted");
	fflush(stdout);
	for (;;) {
		const ssize_t got = read(device, buffer, sizeof buffer);
		if (got == -1)
			return 0;
		serve((const struct fuse_in_header *)buffer, buffer + sizeof(struct fuse_in_header));
	}
}
