/* Refuse a world that lies about user ids, and privilege that is less or more than ours (threats 12-15, 19, 20). */
#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>

#include "helper.h"
#include "io.h"
#include "privilege.h"
#include "start.h"

/* In a user namespace an unlisted user can have any uid it likes; only `0 0 4294967295` means what it says. */
static void
check_id_map(const char *path)
{
	char text[256];
	const char *at = text;
	uint64_t inside = 1, outside = 1, count = 0;

	if (read_proc(path, text, sizeof text) == -1)
		die(R_NAMESPACE_UNTRUSTED, "%s: %s", path, strerror(errno));
	if (!take_number(&at, &inside) || !take_number(&at, &outside) || !take_number(&at, &count) || inside != 0 ||
	    outside != 0 || count != UINT32_MAX || strcmp(at, "\n") != 0)
		die(R_NAMESPACE_UNTRUSTED, "%s is not the identity map", path);
}

/* Why the kernel gave us nothing: each cause has its own remedy. */
static _Noreturn void
explain_missing_capabilities(void)
{
	struct statvfs facts;

	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)
		die(R_NO_NEW_PRIVS, "%s", "");
	if (statvfs("/proc/self/exe", &facts) == 0 && (facts.f_flag & ST_NOSUID) != 0)
		die(R_NOSUID_MOUNT, "%s", "");
	if (prctl(PR_CAPBSET_READ, CAP_SETUID_BIT, 0, 0, 0) == 0 || prctl(PR_CAPBSET_READ, CAP_SETGID_BIT, 0, 0, 0) == 0)
		die(R_BOUNDING_SET, "%s", "");
	die(R_CAPABILITIES_MISSING, "%s", "");
}

void
refuse_lying_world(void)
{
	check_id_map("/proc/self/uid_map");
	check_id_map("/proc/self/gid_map");
	if ((permitted_capabilities() & OUR_CAPABILITIES) != OUR_CAPABILITIES)
		explain_missing_capabilities();
	const int securebits = prctl(PR_GET_SECUREBITS, 0, 0, 0, 0);
	if (securebits != 0)
		die(R_SECUREBITS, "0x%x", (unsigned)securebits);
	keep_only_ours();
}
