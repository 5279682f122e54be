/* Who may ask at all; and the identity in which the helper works from then on. */
#include "helper.h"
#include "privilege.h"
#include "start.h"

/* Root is a caller only where an entry is the number 0 itself: a range that happens to begin at 0 does not mean it. */
static bool
lists_root(const struct ranges *ranges)
{
	for (size_t i = 0; i < ranges->count; i++)
		if (ranges->at[i].first == 0 && ranges->at[i].last == 0)
			return true;
	return false;
}

static bool
is_listed(const struct caller *caller)
{
	if (caller->uid == 0)
		return lists_root(&context.conf.caller_uids);
	if (in_ranges(&context.conf.caller_uids, caller->uid) || in_ranges(&context.conf.caller_gids, caller->gid))
		return true;
	for (size_t i = 0; i < caller->ngroups; i++)
		if (in_ranges(&context.conf.caller_gids, caller->groups[i]))
			return true;
	return false;
}

void
check_caller(void)
{
	if (!is_listed(&context.caller))
		die(R_CALLER_NOT_LISTED, "uid %u gid %u", context.caller.uid, context.caller.gid);
	/* Who is listed by a group may have any uid. One of these could end the guardians of others (conf.c, contradiction). */
	if (is_guardian_uid(&context.conf, context.caller.uid))
		die(R_CALLER_NOT_LISTED, "uid %u is kept for a guardian", context.caller.uid);
}

void
become_front(void)
{
	become_split(context.caller.uid, context.conf.service_uid, context.conf.service_uid, context.caller.gid,
		     context.conf.service_gid);
}
