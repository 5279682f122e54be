/* Every reason the helper can refuse for, and the one way it ends: die(). */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"
#include "io.h"
#include "launch.h"

static const struct {
	const char *token;
	int code;
	bool retryable, secret; /* secret: the detail is policy, for the log only */
	const char *text;
} REASONS[R_COUNT] = {
    [R_NAMESPACE_UNTRUSTED] = {"namespace-untrusted", EXIT_SYSTEM, false, false,
			       "this process is in a namespace whose user ids cannot be believed"},
    [R_CAPABILITIES_MISSING] = {"capabilities-missing", EXIT_SYSTEM, false, false,
				"the helper lacks its file capabilities cap_setuid and cap_setgid"},
    [R_NO_NEW_PRIVS] = {"no-new-privs", EXIT_SYSTEM, false, false,
			"no_new_privs is set here, so the helper gets no capabilities"},
    [R_NOSUID_MOUNT] = {"nosuid-mount", EXIT_SYSTEM, false, false,
			"the helper is on a file system mounted nosuid"},
    [R_BOUNDING_SET] = {"bounding-set", EXIT_SYSTEM, false, false,
			"the capability bounding set lacks cap_setuid or cap_setgid"},
    [R_SECUREBITS] = {"securebits", EXIT_SYSTEM, false, false, "securebits are set that the helper does not accept"},
    [R_CONFIG_ABSENT] = {"helper-config-absent", EXIT_SYSTEM, false, false, "helper.conf does not exist"},
    [R_CONFIG_UNTRUSTED] = {"helper-config-untrusted", EXIT_SYSTEM, false, false, "helper.conf cannot be trusted"},
    [R_CONFIG_SYNTAX] = {"helper-config-syntax", EXIT_SYSTEM, false, false, "helper.conf is malformed"},
    [R_CALLER_NOT_LISTED] = {"caller-not-listed", EXIT_DENIED, false, true,
			     "this account is not on the caller list"},
    [R_DECIDER_UNTRUSTED] = {"decider-untrusted", EXIT_SYSTEM, false, false,
			     "the decision program cannot be trusted"},
    [R_DECIDER_FAILED] = {"decider-failed", EXIT_SYSTEM, false, false,
			  "the decision program ended without an answer"},
    [R_DECISION_TIMEOUT] = {"decision-timeout", EXIT_SYSTEM, true, false, "the decision took too long"},
    [R_SERVICE_UNAVAILABLE] = {"service-unavailable", EXIT_SYSTEM, true, false,
			       "the decision service does not answer"},
    [R_PROTOCOL] = {"protocol", EXIT_SYSTEM, false, false, "the decision program does not keep to the protocol"},
    [R_OUT_OF_BOUNDS] = {"out-of-bounds", EXIT_SYSTEM, false, true,
			 "the decision is outside what helper.conf allows"},
    [R_ACCOUNT_BUSY] = {"account-busy", EXIT_SYSTEM, true, true, "the account is still being cleaned up"},
    [R_RECORD_FAILED] = {"record-failed", EXIT_SYSTEM, true, false, "the record cannot be written"},
    [R_SWITCH_FAILED] = {"switch-failed", EXIT_SYSTEM, false, false, "changing identity failed"},
    [R_LABEL_FAILED] = {"label-failed", EXIT_SYSTEM, false, false, "the security label cannot be set"},
    [R_TARGET_PROXY] = {"target-proxy", EXIT_CLIENT, false, false,
			"a file for the payload cannot be created as the target account"},
    [R_CWD_INACCESSIBLE] = {"cwd-inaccessible", EXIT_CLIENT, false, false,
			    "the target account cannot enter the working directory"},
    [R_COMMAND_MISSING] = {"command-missing", EXIT_CLIENT, false, false, "the command does not exist"},
    [R_COMMAND_NOT_EXECUTABLE] = {"command-not-executable", EXIT_CLIENT, false, false,
				  "the target account may not execute the command"},
    [R_BAD_INTERPRETER] = {"bad-interpreter", EXIT_CLIENT, false, false,
			   "the command is no program, or its interpreter is missing"},
    [R_ARGUMENTS_TOO_LONG] = {"arguments-too-long", EXIT_CLIENT, false, false,
			      "arguments and environment are too long"},
    [R_STATUS_FD_INVALID] = {"status-fd-invalid", EXIT_CLIENT, false, false,
			     "the status descriptor was not open when the helper was started"},
    [R_NO_PROCESS] = {"no-process", EXIT_SYSTEM, true, false, "no further process is permitted"},
    [R_NO_MEMORY] = {"no-memory", EXIT_SYSTEM, true, false, "there is not enough memory"},
    [R_EXEC_FAILED] = {"exec-failed", EXIT_SYSTEM, false, false, "the command could not be executed"},
    [R_START_TIMEOUT] = {"start-timeout", EXIT_SYSTEM, true, false,
			 "starting the command took too long; a file system may not answer"},
    [R_SUPERVISION_FAILED] = {"supervision-failed", EXIT_SYSTEM, false, false, "the payload lost its guardian"},
    [R_SUPERVISOR_KILLED] = {"supervisor-killed", EXIT_SYSTEM, false, false, "the supervisor was killed"},
};

const char *
reason_token(enum reason reason)
{
	return REASONS[reason].token;
}

int
reason_code(enum reason reason)
{
	return REASONS[reason].code;
}

bool
reason_retryable(enum reason reason)
{
	return REASONS[reason].retryable;
}

enum reason
reason_of_number(uint32_t number, enum reason otherwise)
{
	return number > R_NONE && number < R_COUNT ? (enum reason)number : otherwise;
}

enum reason
reason_of_shortage(int error, enum reason otherwise)
{
	return error == EAGAIN ? R_NO_PROCESS : error == ENOMEM ? R_NO_MEMORY : otherwise;
}

void
make_ref(void)
{
	uint64_t number = (uint64_t)getpid();

	/* Only a name to find this refusal by; without random numbers the process id must do. */
	(void)!getrandom(&number, sizeof number, GRND_NONBLOCK);
	format(context.ref, sizeof context.ref, "%016lx", (unsigned long)number);
}

void
die(enum reason reason, const char *template, ...)
{
	char raw[DETAIL_SIZE / 2], detail[DETAIL_SIZE];
	va_list arguments;

	va_start(arguments, template);
	format_list(raw, sizeof raw, template, arguments);
	va_end(arguments);
	escape(detail, sizeof detail, raw);
	context.fail(reason, detail);
	_exit(EXIT_SYSTEM);
}

void
fail_as_child(enum reason reason, const char *detail)
{
	send_note(context.report_fd, (struct fact){.kind = NOTE_FAILED, .number = (uint32_t)reason}, detail);
	_exit(127);
}

void
fail_as_supervisor(enum reason reason, const char *detail)
{
	char line[DETAIL_SIZE * 2];
	const bool open = !REASONS[reason].secret && detail[0] != '\0';

	/* No second failure while this one is told. */
	context.fail = fail_as_child;
	context.report_fd = -1;
	if (context.decider > 0)
		kill(context.decider, SIGKILL);
	format(line, sizeof line, "ref=%s code=%d reason=%s caller=%u detail=%s", context.ref, REASONS[reason].code,
		 REASONS[reason].token, getuid(), detail);
	log_line(line);
	write_end(&(struct ending){.status = -1, .reason = reason});
	write_status_line(REASONS[reason].code, REASONS[reason].token, REASONS[reason].retryable, -1);
	const size_t length = format(line, sizeof line, "mapexec: %d %s: %s%s%s%s (ref %s)\n", REASONS[reason].code,
				    REASONS[reason].token, REASONS[reason].text, open ? ": " : "", open ? detail : "",
				    REASONS[reason].retryable ? " (retry may help)" : "", context.ref);
	(void)!write(2, line, length);
	_exit(REASONS[reason].code);
}

int
exit_code_of(int status)
{
	if (WIFSIGNALED(status))
		return 128 + WTERMSIG(status);
	const int code = WEXITSTATUS(status);
	return code >= EXIT_CLIENT && code <= EXIT_PAYLOAD ? EXIT_PAYLOAD : code;
}

void
write_status_line(int code, const char *token, bool retryable, int status)
{
	char line[256], reason[64] = "null", payload[64] = "null";

	if (context.status_fd == -1)
		return;
	if (token != NULL)
		format(reason, sizeof reason, "\"%s\"", token);
	if (status != -1 && WIFSIGNALED(status))
		format(payload, sizeof payload, "{\"exit\":null,\"signal\":%d}", WTERMSIG(status));
	else if (status != -1)
		format(payload, sizeof payload, "{\"exit\":%d,\"signal\":null}", WEXITSTATUS(status));
	const size_t length = format(line, sizeof line,
				    "{\"code\":%d,\"reason\":%s,\"retryable\":%s,\"ref\":\"%s\",\"payload\":%s}\n", code,
				    reason, retryable ? "true" : "false", context.ref, payload);
	write_fully(context.status_fd, line, length);
}
