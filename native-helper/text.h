/*
 * Text without stdio: a waiting supervisor is as large as what it is linked with.
 */
#ifndef MAPEXEC_TEXT_H
#define MAPEXEC_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A subset of snprintf(3): %s %.*s %d %u %x %% with the sizes l, ll and z, zero padding and a width. Always
 * terminates; returns the length of what was written, which is cut off rather than too long.
 */
size_t format(char *to, size_t size, const char *template, ...) __attribute__((format(printf, 3, 4)));
size_t format_list(char *to, size_t size, const char *template, va_list arguments)
    __attribute__((format(printf, 3, 0)));

/* Takes a decimal number after blanks; false where there is none. */
bool take_number(const char **at, uint64_t *number);

/* Digits only, no sign, no leading zero, at most 2^32-1. */
bool parse_u32(const char *text, size_t length, uint32_t *result);

/* Copies text, control characters, backslashes and bytes above 126 as \xNN; always terminates. */
void escape(char *to, size_t size, const char *from);

/* `Mmm dd hh:mm:ss` of RFC 3164 in UTC, for seconds since the epoch. Needs 16 bytes. */
void format_date(char *to, size_t size, int64_t seconds);

#endif
