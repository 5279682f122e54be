/* Facts about every parser and formatter of the helper. TAP-like lines, then `N passed, N failed`. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../launch.h"
#include "../privilege.h"
#include "../start.h"
#include "sample.h"

struct context context;
const char *const helper_conf_path = "/nonexistent/helper.conf";

/* A wait status from exit code and signal (glibc: W_EXITCODE). */
#define WAIT_STATUS(code, number) ((code) << 8 | (number))

static int passed, failed;

static void
check(bool fulfilled, const char *group, const char *title)
{
	printf("%sok - %s %s\n", fulfilled ? "" : "not ", group, title);
	*(fulfilled ? &passed : &failed) += 1;
}

/* --- numbers and text ------------------------------------------------------------------------------------------ */

static void
test_numbers(void)
{
	static const struct {
		const char *text;
		uint32_t number;
	} GOOD[] = {{"0", 0}, {"1", 1}, {"65534", 65534}, {"4294967295", UINT32_MAX}};
	static const char *const BAD[] = {"",	 "-1",	"+1",	      "01",	     "00",	 " 1",	   "1 ",
					  "0x7d1", "1e3", "4294967296", "99999999999", "18446744073709551617", "１", "1\n"};
	uint32_t number;

	for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++)
		check(parse_u32(GOOD[i].text, strlen(GOOD[i].text), &number) && number == GOOD[i].number, "parse_u32 takes",
		      GOOD[i].text);
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
		check(!parse_u32(BAD[i], strlen(BAD[i]), &number), "parse_u32 refuses", BAD[i]);
	check(!parse_u32("1\0", 2, &number), "parse_u32 refuses", "a NUL");
}

static void
test_text(void)
{
	char text[64], small[8];

	format(text, sizeof text, "%s|%.*s|%d|%u|%02x|%06ld|%zu|%lx", "a", 2, "bcd", -7, 4294967295U, 10, 42L, (size_t)9,
	       0xfeedfacecafebeefUL);
	check(strcmp(text, "a|bc|-7|4294967295|0a|000042|9|feedfacecafebeef") == 0, "format", "knows its conversions");
	check(format(small, sizeof small, "%s", "0123456789") == 7 && strcmp(small, "0123456") == 0, "format",
	      "cuts off and terminates");
	escape(text, sizeof text, "a\nb\x1b[0m\\\x7f\xc2\x9b");
	check(strcmp(text, "a\\x0ab\\x1b[0m\\x5c\\x7f\\xc2\\x9b") == 0, "escape", "leaves no control character");
	escape(small, sizeof small, "\n\n\n");
	check(strcmp(small, "\\x0a") == 0, "escape", "never cuts an escape in two");
	format_date(text, sizeof text, 0);
	check(strcmp(text, "Jan  1 00:00:00") == 0, "format_date", "knows the epoch");
	format_date(text, sizeof text, 951827696);
	check(strcmp(text, "Feb 29 12:34:56") == 0, "format_date", "knows the leap day of 2000");
	format_date(text, sizeof text, 1798761599);
	check(strcmp(text, "Dec 31 23:59:59") == 0, "format_date", "knows the last second of a year");
}

/* --- helper.conf ------------------------------------------------------------------------------------------------ */

static const char *
parse_text(const char *text, struct conf *conf, unsigned *line)
{
	static struct range pool[CONF_MAX_RANGES];

	memset(conf, 0, sizeof *conf);
	conf->pool = pool;
	return parse_conf(text, strlen(text), conf, line);
}

/* The sample with one line replaced (by its key) or added. */
static const char *
parse_changed(const char *key, const char *with, struct conf *conf, unsigned *line)
{
	static char text[32768];
	const char *at = strstr(SAMPLE_CONF, key);
	const size_t before = at != NULL ? (size_t)(at - SAMPLE_CONF) : strlen(SAMPLE_CONF);
	const char *after = at != NULL ? strchr(at, '\n') + 1 : "";

	snprintf(text, sizeof text, "%.*s%s%s", (int)before, SAMPLE_CONF, with, after);
	return parse_text(text, conf, line);
}

static void
test_conf(void)
{
	static const struct {
		const char *title, *key, *with;
		unsigned line;
	} BAD[] = {
	    {"an unknown key", "none", "colour = red\n", 15},
	    {"a repeated key", "none", "warm = off\n", 15},
	    {"a missing key", "service_uid", "", 0},
	    {"a missing socket where warm is on", "socket", "", 0},
	    {"a missing last newline", "none", "log_only = 0", 15},
	    {"no blanks around =", "service_uid", "service_uid=900\n", 2},
	    {"an empty value", "service_uid", "service_uid = \n", 2},
	    {"a blank at the end", "service_uid", "service_uid = 900 \n", 2},
	    {"a carriage return", "service_uid", "service_uid = 900\r\n", 2},
	    {"a tab", "service_uid", "service_uid\t= 900\n", 2},
	    {"a byte above 126", "warm", "warm = \xc3\xb6\n", 10},
	    {"a negative id", "service_uid", "service_uid = -1\n", 2},
	    {"the id 4294967295", "service_uid", "service_uid = 4294967295\n", 2},
	    {"a leading zero", "service_uid", "service_uid = 0900\n", 2},
	    {"a hexadecimal id", "service_uid", "service_uid = 0x384\n", 2},
	    {"a service account that is root", "service_uid", "service_uid = 0\n", 0},
	    {"a service group that is root's", "service_gid", "service_gid = 0\n", 0},
	    {"a range backwards", "target_uids", "target_uids = 2050-2001\n", 6},
	    {"half a range", "target_uids", "target_uids = 2001-\n", 6},
	    {"a range of three", "target_uids", "target_uids = 1-2-3\n", 6},
	    {"two blanks in a list", "target_uids", "target_uids = 2001  2002\n", 6},
	    {"a comma in a list", "target_uids", "target_uids = 2001,2002\n", 6},
	    {"target uid 0", "target_uids", "target_uids = 0 2001\n", 0},
	    {"target gid 0", "target_gids", "target_gids = 0-3000\n", 0},
	    {"the service account as a target", "target_uids", "target_uids = 800-1000\n", 0},
	    {"the service group as a target group", "target_gids", "target_gids = 900\n", 0},
	    {"an offset of 0", "guardian_uid_offset", "guardian_uid_offset = 0\n", 0},
	    {"guardians among the targets", "guardian_uid_offset", "guardian_uid_offset = 10\n", 0},
	    {"guardians among the callers", "caller_uids", "caller_uids = 12001\n", 0},
	    {"the service account among the guardians", "service_uid", "service_uid = 12010\n", 0},
	    {"guardians beyond the largest uid", "guardian_uid_offset", "guardian_uid_offset = 4294966000\n", 0},
	    {"a relative interpreter", "decider", "decider = node decider.js\n", 9},
	    {"two blanks in the command", "decider", "decider = /usr/bin/node  /x\n", 9},
	    {"an unknown warm mode", "warm", "warm = on\n", 10},
	    {"a relative directory", "record_directory", "record_directory = run\n", 12},
	    {"no time at all", "decision_timeout_ms", "decision_timeout_ms = 0\n", 0},
	    {"more than ten minutes", "decision_timeout_ms", "decision_timeout_ms = 600001\n", 14},
	    {"log_only = 2", "none", "log_only = 2\n", 15},
	    {"a key that only begins like one", "none", "warmth = off\n", 15},
	};
	struct conf conf;
	unsigned line;

	check(parse_text(SAMPLE_CONF, &conf, &line) == NULL, "parse_conf takes", "the sample");
	check(conf.service_uid == 900 && conf.decision_timeout_ms == 3000 && conf.warm == WARM_PREFER && !conf.log_only &&
		  strcmp(conf.decider[0], "/usr/bin/node") == 0 && strcmp(conf.decider[2], "/lib/decider.js") == 0 &&
		  conf.decider[3] == NULL && strcmp(conf.syslog_socket, "/dev/log") == 0,
	      "parse_conf", "finds the values");
	check(in_ranges(&conf.target_gids, 3000) && in_ranges(&conf.target_gids, 2001) &&
		  !in_ranges(&conf.target_gids, 2051) && !in_ranges(&conf.target_gids, 2999),
	      "parse_conf", "finds the ranges, ends included");
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
		check(parse_changed(BAD[i].key, BAD[i].with, &conf, &line) != NULL && line == BAD[i].line, "parse_conf refuses",
		      BAD[i].title);
	check(parse_text(SAMPLE_CONF, &conf, &line) == NULL && is_guardian_uid(&conf, 12001) && is_guardian_uid(&conf, 12050) &&
		  !is_guardian_uid(&conf, 12000) && !is_guardian_uid(&conf, 12051) && !is_guardian_uid(&conf, 2001) &&
		  !is_guardian_uid(&conf, 0),
	      "is_guardian_uid", "knows target + offset, ends included");
	check(parse_changed("none", "log_only = 1\n", &conf, &line) == NULL && !is_guardian_uid(&conf, 12001),
	      "is_guardian_uid", "knows none in log-only mode");
	check(strcmp(parse_changed("lock_directory", "", &conf, &line), "missing key: lock_directory") == 0, "parse_conf",
	      "names the missing key");
	check(parse_conf("service_uid = 9\0\n", 17, &conf, &line) != NULL, "parse_conf refuses", "a NUL");
	char many[16384] = "target_uids = 2001";
	for (int i = 0; i <= CONF_MAX_RANGES; i++)
		strcat(many, " 2001");
	check(parse_changed("target_uids", strcat(many, "\n"), &conf, &line) != NULL && line == 6, "parse_conf refuses",
	      "more ranges than there is room for");
	check(parse_changed("target_uids", "log_only = 1\n", &conf, &line) == NULL && conf.log_only, "parse_conf takes",
	      "log-only mode without target uids");
}

/* --- frames ----------------------------------------------------------------------------------------------------- */

static const char *
launch_verdict(const struct sample *sample)
{
	static struct order order;

	return parse_launch(sample->body, sample->length, &order);
}

static void
test_launch_values(void)
{
	static struct order order;
	struct sample sample = sample_launch();

	check(parse_launch(sample.body, sample.length, &order) == NULL, "parse_launch takes", "the sample");
	check(order.uid == 2001 && order.gid == 2002 && order.ngroups == 3 && order.groups[0] == 5 && order.groups[1] == 7 &&
		  order.groups[2] == 9 && order.umask == 022 && order.grace == 500 && order.reap == REAP_TREE &&
		  order.status_fd == -1 && strcmp(order.ref, "0123456789abcdef") == 0,
	      "parse_launch", "finds the values, groups in order");
	check(order.argv.length == 13 && memcmp(order.argv.at, "/bin/echo\0hi", 13) == 0 && order.label.at == NULL,
	      "parse_launch", "finds lists and absent fields");
	sample_set_u32(&sample, LAUNCH_STATUS_FD, 7);
	check(launch_verdict(&sample) == NULL, "parse_launch takes", "an optional field");
}

static void
test_launch_refusals(void)
{
	static const struct {
		const char *title;
		uint16_t tag;
		const char *data;
		uint32_t length;
	} BAD[] = {
	    {"a number of three bytes", LAUNCH_UID, "\1\0\0", 3},
	    {"a number of five bytes", LAUNCH_UID, "\1\0\0\0\0", 5},
	    {"an odd group list", LAUNCH_GROUPS, "\1\0\0\0\0", 5},
	    {"an argument list without its NUL", LAUNCH_ARGV, "/bin/true", 9},
	    {"an empty argument list", LAUNCH_ARGV, "", 0},
	    {"an empty command", LAUNCH_ARGV, "\0", 1},
	    {"a relative command", LAUNCH_ARGV, "true\0", 5},
	    {"an environment without its NUL", LAUNCH_ENVIRON, "A=1", 3},
	    {"a relative directory", LAUNCH_CWD, "tmp", 3},
	    {"a directory with a NUL", LAUNCH_CWD, "/tmp\0/x", 7},
	    {"an umask above 0777", LAUNCH_UMASK, "\0\2\0\0", 4},
	    {"an unknown stdin mode", LAUNCH_STDIN, "\3\0\0\0", 4},
	    {"bytes for a stdin of the caller", LAUNCH_STDIN_DATA, "x", 1},
	    {"an unknown session mode", LAUNCH_SESSION, "\3\0\0\0", 4},
	    {"no_new_privs = 2", LAUNCH_NO_NEW_PRIVS, "\2\0\0\0", 4},
	    {"an unknown label", LAUNCH_EXEC_LABEL, "smack:x", 7},
	    {"an empty label", LAUNCH_EXEC_LABEL, "selinux:", 8},
	    {"reap = 2", LAUNCH_REAP, "\2\0\0\0", 4},
	    {"a relative record", LAUNCH_RECORD, "run/x", 5},
	    {"a short reference", LAUNCH_REF, "0123456789abcde", 15},
	    {"a reference in capitals", LAUNCH_REF, "0123456789ABCDEF", 16},
	    {"a status descriptor of 256", LAUNCH_STATUS_FD, "\0\1\0\0", 4},
	    {"events = 2", LAUNCH_EVENTS, "\2\0\0\0", 4},
	    {"a limit of 19 bytes", LAUNCH_LIMITS, "\1\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0", 19},
	    {"an unknown limit", LAUNCH_LIMITS, "\20\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 20},
	    {"a soft limit above the hard one", LAUNCH_LIMITS, "\1\0\0\0\3\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 20},
	    {"half an entry to create", LAUNCH_CREATE, "\1\0\0\0\0\0\1\0\0\0/", 11},
	    {"an entry with a relative path", LAUNCH_CREATE, "\1\0\0\0\0\0\1\0\0\0a\0\0\0\0", 15},
	    {"an entry of an unknown kind", LAUNCH_CREATE, "\3\0\0\0\0\0\2\0\0\0/a\0\0\0\0", 16},
	    {"a directory with data", LAUNCH_CREATE, "\2\0\0\0\0\0\2\0\0\0/a\1\0\0\0x", 17},
	    {"an entry with an unknown flag", LAUNCH_CREATE, "\1\2\0\0\0\0\2\0\0\0/a\0\0\0\0", 16},
	    {"an entry with a mode above 07777", LAUNCH_CREATE, "\1\0\0\20\0\0\2\0\0\0/a\0\0\0\0", 16},
	    {"data that runs over the end", LAUNCH_CREATE, "\1\0\0\0\0\0\2\0\0\0/a\2\0\0\0x", 17},
	    {"a path length that wraps", LAUNCH_CREATE, "\1\0\0\0\0\0\377\377\377\377/a\0\0\0\0", 16},
	    {"an unknown tag", 21, "x", 1},
	    {"tag 0", 0, "x", 1},
	    {"tag 65535", 65535, "x", 1},
	};
	struct sample sample;

	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		sample = sample_launch();
		sample_set(&sample, BAD[i].tag, BAD[i].data, BAD[i].length);
		check(launch_verdict(&sample) != NULL, "parse_launch refuses", BAD[i].title);
	}
	for (uint16_t tag = 1; tag <= MAX_TAG; tag++) {
		char title[64];
		sample = sample_launch();
		if (!sample_drop(&sample, tag))
			continue;
		snprintf(title, sizeof title, "a message without field %u", tag);
		check(launch_verdict(&sample) != NULL, "parse_launch refuses", title);
	}
	sample = sample_launch();
	sample.length = (uint32_t)(put_field_u32(sample.body + sample.length, LAUNCH_UID, 2001) - sample.body);
	check(launch_verdict(&sample) != NULL, "parse_launch refuses", "a tag that occurs twice");
	sample = sample_launch();
	bool all = true;
	for (uint32_t length = 0; length < sample.length; length++)
		all = all && parse_launch(sample.body, length, &(struct order){0}) != NULL;
	check(all, "parse_launch refuses", "every prefix of a message");
}

static void
test_small_messages(void)
{
	uint8_t body[8192], *end;
	struct read_request request;
	struct print_order order;

	end = put_field_u32(put_field(body, READ_PATH, "/etc/x", 6), READ_CAP, MAX_READ_CAP);
	check(parse_read(body, (uint32_t)(end - body), &request) == NULL && strcmp(request.path, "/etc/x") == 0 &&
		  request.cap == MAX_READ_CAP,
	      "parse_read takes", "a path and the largest cap");
	end = put_field_u32(put_field(body, READ_PATH, "/etc/x", 6), READ_CAP, MAX_READ_CAP + 1);
	check(parse_read(body, (uint32_t)(end - body), &request) != NULL, "parse_read refuses", "a cap above 4 MiB");
	end = put_field_u32(put_field(body, READ_PATH, "etc", 3), READ_CAP, 1);
	check(parse_read(body, (uint32_t)(end - body), &request) != NULL, "parse_read refuses", "a relative path");
	memset(body + FIELD_HEAD, '/', MAX_PATH + 1);
	end = put_field_u32(put_field_head(body, READ_PATH, MAX_PATH + 1) + MAX_PATH + 1, READ_CAP, 1);
	check(parse_read(body, (uint32_t)(end - body), &request) != NULL, "parse_read refuses", "a path of 4096 bytes");
	end = put_field_u32(put_field(body, PRINT_STDOUT, "hi", 2), PRINT_EXIT, 255);
	check(parse_print(body, (uint32_t)(end - body), &order) == NULL && order.code == 255 && order.status_fd == -1 &&
		  order.out.length == 2 && order.err.at == NULL,
	      "parse_print takes", "text and a code");
	end = put_field_u32(body, PRINT_EXIT, 256);
	check(parse_print(body, (uint32_t)(end - body), &order) != NULL, "parse_print refuses", "the code 256");
	end = put_field_u32(put_field_u32(body, PRINT_EXIT, 0), PRINT_STATUS_FD, 3);
	check(parse_print(body, (uint32_t)(end - body), &order) != NULL, "parse_print refuses", "a descriptor without text");
	check(parse_print(body, 0, &order) != NULL, "parse_print refuses", "an empty message");
	static const uint8_t TYPES[] = {0, MSG_HELLO, MSG_FILE, MSG_STARTED, MSG_ENDED, 0x7f, 0x80, 0x84, 0xff};
	bool none = true;
	for (size_t i = 0; i < sizeof TYPES; i++)
		none = none && refuse_frame(TYPES[i], 0) != NULL;
	check(none, "refuse_frame refuses", "every type that a decider may not send");
	check(refuse_frame(MSG_LAUNCH, MAX_FRAME) == NULL && refuse_frame(MSG_LAUNCH, MAX_FRAME + 1) != NULL &&
		  refuse_frame(MSG_READ, 8192) != NULL,
	      "refuse_frame", "knows the caps");
}

/* --- evidence and results --------------------------------------------------------------------------------------- */

static void
test_status(void)
{
	static const gid_t GROUPS[] = {5, 3000};
	const struct identity target = {2001, 2002, GROUPS, 2}, alone = {2001, 2002, NULL, 0};
	static const struct {
		const char *title, *from, *to;
	} BAD[] = {
	    {"another saved uid", "Uid:\t2001\t2001\t2001", "Uid:\t2001\t2001\t900"},
	    {"another file system uid", "2001\t2001\nGid", "2001\t900\nGid"},
	    {"another gid", "Gid:\t2002", "Gid:\t0"},
	    {"a missing group", "5 3000", "5"},
	    {"another group", "5 3000", "5 3001"},
	    {"a further group", "5 3000", "5 3000 3001"},
	    {"a permitted capability", "CapPrm:\t00000000000000", "CapPrm:\t000000000000c0"},
	    {"an effective capability", "CapEff:\t00000000000000", "CapEff:\t00000000000080"},
	    {"an inheritable capability", "CapInh:\t00000000000000", "CapInh:\t00000000000001"},
	    {"an ambient capability", "CapAmb:\t00000000000000", "CapAmb:\t00000000000001"},
	    {"no line of uids", "\nUid:", "\nUit:"},
	    {"no line of capabilities", "\nCapPrm:", "\nCapPrn:"},
	    {"an empty capability set", "CapAmb:\t0000000000000000", "CapAmb:\t"},
	};
	char text[1024];

	check(status_proves(SAMPLE_STATUS, &target), "status_proves", "the sample");
	check(!status_proves(SAMPLE_STATUS, &alone), "status_proves refuses", "groups where there should be none");
	check(!status_proves("", &target), "status_proves refuses", "an empty file");
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		const char *at = strstr(SAMPLE_STATUS, BAD[i].from);
		snprintf(text, sizeof text, "%.*s%s%s", at != NULL ? (int)(at - SAMPLE_STATUS) : 0, SAMPLE_STATUS, BAD[i].to,
			 at != NULL ? at + strlen(BAD[i].from) : "");
		check(at != NULL && !status_proves(text, &target), "status_proves refuses", BAD[i].title);
	}
}

static void
test_results(void)
{
	char line[512];
	struct ending ending = {.status = WAIT_STATUS(203, 0), .usage = {.ru_utime = {1, 20}, .ru_maxrss = 7}};
	const struct timespec now = {1790000000, 123456789};

	format_end(line, sizeof line, "0123456789abcdef", &now, &ending);
	check(strcmp(line, "{\"event\":\"end\",\"ref\":\"0123456789abcdef\",\"time\":1790000000.123456,\"exit\":203,"
			   "\"signal\":null,\"code\":204,\"reason\":null,\"rusage\":{\"user\":1.000020,\"system\":0.000000,"
			   "\"maxrss\":7,\"minflt\":0,\"majflt\":0}}\n") == 0,
	      "format_end", "tells the payload's code and the helper's");
	ending.status = WAIT_STATUS(0, 9);
	format_end(line, sizeof line, "0123456789abcdef", &now, &ending);
	check(strstr(line, "\"exit\":null,\"signal\":9,\"code\":137,\"reason\":null") != NULL, "format_end", "tells a signal");
	ending = (struct ending){.status = -1, .reason = R_ACCOUNT_BUSY};
	format_end(line, sizeof line, "0123456789abcdef", &now, &ending);
	check(strstr(line, "\"exit\":null,\"signal\":null,\"code\":202,\"reason\":\"account-busy\"") != NULL, "format_end",
	      "tells a reason");
	bool right = true;
	for (int code = 0; code < 256; code++)
		right = right && exit_code_of(WAIT_STATUS(code, 0)) == (code >= 201 && code <= 204 ? 204 : code);
	for (int number = 1; number < 65; number++)
		right = right && exit_code_of(WAIT_STATUS(0, number)) == 128 + number;
	check(right, "exit_code_of", "never passes a payload's 201-203 off as a refusal");
	right = true;
	for (int reason = R_NONE + 1; reason < R_COUNT; reason++)
		right = right && reason_token(reason) != NULL && reason_code(reason) >= 201 && reason_code(reason) <= 203;
	check(right, "every reason", "has a token and a code");
}

/* --- the account lock ------------------------------------------------------------------------------------------- */

static bool
is_free(const char *path)
{
	const int fd = open(path, O_RDWR);
	struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_len = 2};
	const bool yes = fd != -1 && fcntl(fd, F_OFD_SETLK, &lock) == 0;

	close(fd);
	return yes;
}

/* A process that cannot be ended may still have a copy of the description on which the guardian holds the account alone. */
static void
test_account_lock(void)
{
	const struct order order = {.uid = 4711};
	char path[64] = "/tmp/mapexec-unit-XXXXXX";

	if (mkdtemp(path) == NULL)
		abort();
	strcpy(context.conf.lock_directory, path);
	strcat(path, "/4711");
	context.conf.service_uid = geteuid();
	context.lock_fd = -1;
	lock_account(&order);
	const int copy = dup(context.lock_fd);
	take_turn_to_leave();
	check(hold_account_alone() && !is_free(path), "hold_account_alone", "keeps others out");
	leave_account();
	close(context.lock_fd);
	check(is_free(path), "leave_account", "lets them in, whoever has a copy");
	close(copy);
	context.lock_fd = -1;
	unlink(path);
	rmdir(context.conf.lock_directory);
}

int
main(void)
{
	test_numbers();
	test_text();
	test_conf();
	test_account_lock();
	test_launch_values();
	test_launch_refusals();
	test_small_messages();
	test_status();
	test_results();
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
