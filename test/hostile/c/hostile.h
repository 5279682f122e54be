/* A hostile caller: does what it is told to itself, then executes the victim. Each action is one word `NAME` or `NAME=VALUE`. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdbool.h>

/* What is handed to execve(2) at the end, and how. */
struct victim {
	char **argv;	/* NULL-terminated; empty for argc 0 */
	char **environ; /* raw strings, `=` or not */
	const char *path;
	int through_fd; /* -1, or a descriptor to execute with AT_EMPTY_PATH */
};

struct action {
	const char *name;
	void (*act)(const char *value, struct victim *victim);
};

/* Ends with 125 where an attack cannot even be set up: the test then fails, instead of passing for nothing. */
_Noreturn void give_up(const char *what);

/* `a:b` → two numbers; "inf" is RLIM_INFINITY. */
void two_numbers(const char *text, unsigned long long *first, unsigned long long *second);

/* privilege.c: actions that need root, or undo what root gave. Ends with an entry without a name. */
extern const struct action privilege_actions[];

#endif
