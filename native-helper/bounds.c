/* Hold the decision against what root allows. The decider may be wrong or taken over; these lines still hold. */
#include "launch.h"

bool
was_passed(int fd)
{
	return fd >= 3 && fd <= 255 && (context.passed[fd / 8] & (1U << (fd % 8))) != 0;
}

static void
check_gid(gid_t gid)
{
	if (gid == 0 || gid == (gid_t)-1 || gid == context.conf.service_gid ||
	    !in_ranges(&context.conf.target_gids, gid))
		die(R_OUT_OF_BOUNDS, "gid %u", gid);
}

static bool
caller_has_group(gid_t gid)
{
	for (size_t i = 0; i < context.caller.ngroups; i++)
		if (context.caller.groups[i] == gid)
			return true;
	return gid == context.caller.gid;
}

/* log_only: the payload runs as the caller, and with no group that the caller has not. */
static void
check_is_caller(const struct order *order)
{
	if (order->uid != context.caller.uid || order->gid != context.caller.gid || order->uid == 0)
		die(R_OUT_OF_BOUNDS, "log_only, but %u:%u is not the caller", order->uid, order->gid);
	for (size_t i = 0; i < order->ngroups; i++)
		if (!caller_has_group(order->groups[i]))
			die(R_OUT_OF_BOUNDS, "log_only, but the caller has no group %u", order->groups[i]);
}

void
check_bounds(const struct order *order)
{
	if (order->status_fd != -1 && !was_passed(order->status_fd))
		die(R_STATUS_FD_INVALID, "%d", order->status_fd);
	if (context.conf.log_only) {
		check_is_caller(order);
		return;
	}
	if (order->uid == 0 || order->uid == (uid_t)-1 || order->uid == context.conf.service_uid ||
	    !in_ranges(&context.conf.target_uids, order->uid) || is_guardian_uid(&context.conf, order->uid))
		die(R_OUT_OF_BOUNDS, "uid %u", order->uid);
	check_gid(order->gid);
	for (size_t i = 0; i < order->ngroups; i++)
		check_gid(order->groups[i]);
}
