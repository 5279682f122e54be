/* The steps before the decider is asked, in this order. Each dies where it must not go on. */
#ifndef MAPEXEC_START_H
#define MAPEXEC_START_H

#include <stddef.h>
#include <sys/types.h>

/* Where helper.conf is. Linked in, so that a test can link another one; never an option or a variable. */
extern const char *const helper_conf_path;

/* start.c: undo what exec inherits, note what the payload gets back. */
void clean_inheritance(void);

/* world.c: dies unless user ids mean what they say and exactly our privilege is there. */
void refuse_lying_world(void);

/* load.c: context.conf from helper_conf_path. */
void load_conf(void);

/*
 * Opens a file that every component of the path to is root's and writable by nobody else. No link is followed; what
 * is judged is what was opened. -1: `why` says which component and what is wrong with it; errno is ENOENT where it
 * does not exist, else not. `flags` O_RDONLY or O_PATH.
 */
int open_trusted(const char *path, int flags, char *why, size_t size);

/* caller.c: dies with caller-not-listed. */
void check_caller(void);

/* caller.c: real = caller; effective and saved = service, which the caller can signal but neither trace nor limit. */
void become_front(void);

#endif
