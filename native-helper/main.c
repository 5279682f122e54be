/*
 * mapexec-helper: the only privileged code of mapexec. Hands, no brain.
 *
 * A caller that may be hostile starts it; a decider that may be wrong tells it what to do; root's helper.conf says
 * what is allowed at most. Every line below must hold before the next one is reached; each dies otherwise.
 */
#include "helper.h"
#include "launch.h"
#include "start.h"

/* Page-aligned: a waiting process then has one page of it. */
_Alignas(4096) struct context context;

int
main(int argc, char **argv)
{
	static struct launch launch;

	(void)argc;
	context.fail = fail_as_supervisor;
	context.arguments = argv;
	clean_inheritance();		/* nothing of the caller's process state reaches us */
	refuse_lying_world();		/* user ids mean what they say; exactly two capabilities */
	load_conf();			/* what root allows */
	check_caller();			/* may this account ask at all? */
	become_front();			/* real = caller, effective and saved = service */
	ask_decider(&launch);		/* READ as the caller; a PRINT ends here */
	open_record(&launch.order);	/* no record, no launch */
	check_bounds(&launch.order);	/* the decision against what root allows */
	end_decider(&launch.peer);	/* gone before the payload starts */
	return supervise(&launch);
}
