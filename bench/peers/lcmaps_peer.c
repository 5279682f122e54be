/*
 * LCMAPS in process: maps the proxy in a file to an account for each line on stdin, and says how many milliseconds that
 * took; with a second argument once, silently.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

/* As <lcmaps/lcmaps.h> and lcmaps_return_account_from_pem.h have them, which need VOMS's and Globus's headers. */
int lcmaps_init_and_logfile(char *logfile, FILE *stream, unsigned short type);
int lcmaps_run_with_pem_and_return_account(char *user, char *pem, int mapcounter, void *request, int npols, char **names,
					   uid_t *uid, gid_t **pgids, int *npgid, gid_t **sgids, int *nsgid, char **pool);

#define LOG_TO_FILE 1

static char pem[1 << 20];

static double
map_once(void)
{
	struct timespec from, to;
	uid_t uid = (uid_t)-1;
	gid_t *pgids = NULL, *sgids = NULL;
	int npgid = 0, nsgid = 0;
	char *pool = NULL;

	clock_gettime(CLOCK_MONOTONIC, &from);
	if (lcmaps_run_with_pem_and_return_account(NULL, pem, -1, NULL, 0, NULL, &uid, &pgids, &npgid, &sgids, &nsgid,
						   &pool) != 0 ||
	    uid == (uid_t)-1)
		exit(1);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
}

int
main(int argc, char **argv)
{
	char line[16];
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;

	if (file == NULL || fread(pem, 1, sizeof pem - 1, file) == 0)
		return 2;
	if (lcmaps_init_and_logfile("/dev/null", NULL, LOG_TO_FILE) != 0)
		return 2;
	if (argc > 2)
		return map_once() < 0;
	while (fgets(line, sizeof line, stdin) != NULL) {
		printf("%f\n", map_once());
		fflush(stdout);
	}
	return 0;
}
