/* Text to numbers and back. Pure. */
#include "text.h"

#include <string.h>

struct sink {
	char *at;
	size_t left; /* without the final NUL */
};

static void
put(struct sink *sink, const char *text, size_t length)
{
	const size_t fits = length < sink->left ? length : sink->left;

	memcpy(sink->at, text, fits);
	sink->at += fits;
	sink->left -= fits;
}

static void
put_number(struct sink *sink, uint64_t number, unsigned base, size_t width)
{
	char digits[24];
	size_t at = sizeof digits;

	do {
		digits[--at] = "0123456789abcdef"[number % base];
		number /= base;
	} while (number > 0);
	while (sizeof digits - at < width && at > 0)
		digits[--at] = '0';
	put(sink, digits + at, sizeof digits - at);
}

static void
put_signed(struct sink *sink, int64_t number, size_t width)
{
	if (number < 0)
		put(sink, "-", 1);
	put_number(sink, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 10, width);
}

size_t
format_list(char *to, size_t size, const char *template, va_list arguments)
{
	struct sink sink = {to, size - 1};

	for (const char *at = template; *at != '\0'; at++) {
		size_t width = 0, sizes = 0, most = SIZE_MAX;
		if (*at != '%') {
			put(&sink, at, 1);
			continue;
		}
		if (strncmp(++at, ".*", 2) == 0) {
			most = (size_t)va_arg(arguments, int);
			at += 2;
		}
		for (; *at >= '0' && *at <= '9'; at++)
			width = width * 10 + (size_t)(*at - '0');
		for (; *at == 'l' || *at == 'z'; at++)
			sizes++;
		if (*at == 's') {
			const char *text = va_arg(arguments, const char *);
			put(&sink, text, strnlen(text, most));
		} else if (*at == 'd') {
			put_signed(&sink, sizes > 0 ? va_arg(arguments, long) : va_arg(arguments, int), width);
		} else if (*at == 'u' || *at == 'x') {
			put_number(&sink, sizes > 0 ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned),
				   *at == 'u' ? 10 : 16, width);
		} else {
			put(&sink, "%", 1);
		}
	}
	*sink.at = '\0';
	return (size_t)(sink.at - to);
}

size_t
format(char *to, size_t size, const char *template, ...)
{
	va_list arguments;

	va_start(arguments, template);
	const size_t length = format_list(to, size, template, arguments);
	va_end(arguments);
	return length;
}

bool
take_number(const char **at, uint64_t *number)
{
	while (**at == ' ' || **at == '\t')
		(*at)++;
	if (**at < '0' || **at > '9')
		return false;
	for (*number = 0; **at >= '0' && **at <= '9'; (*at)++)
		*number = *number * 10 + (uint64_t)(**at - '0');
	return true;
}

bool
parse_u32(const char *text, size_t length, uint32_t *result)
{
	uint64_t value = 0;

	if (length == 0 || length > 10 || (text[0] == '0' && length > 1))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(text[i] - '0');
	}
	if (value > UINT32_MAX)
		return false;
	*result = (uint32_t)value;
	return true;
}

void
escape(char *to, size_t size, const char *from)
{
	for (; *from != '\0' && size > 4; from++) {
		const unsigned char byte = (unsigned char)*from;
		const bool plain = byte >= ' ' && byte <= '~' && byte != '\\';
		const size_t length = plain ? format(to, size, "%.*s", 1, from) : format(to, size, "\\x%02x", byte);
		to += length;
		size -= length;
	}
	*to = '\0';
}

void
format_date(char *to, size_t size, int64_t seconds)
{
	static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const int64_t days = seconds / 86400, second = seconds % 86400;
	/* Years begin in March here, so that the leap day is their last: 400 years have 146097 days. */
	const int64_t from_march = days + 719468, era_day = from_march % 146097;
	const int64_t year = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
	const int64_t year_day = era_day - (365 * year + year / 4 - year / 100);
	const int64_t month = (5 * year_day + 2) / 153, day = year_day - (153 * month + 2) / 5 + 1;

	format(to, size, "%.*s %s%ld %02ld:%02ld:%02ld", 3, MONTHS + 3 * ((month + 2) % 12), day < 10 ? " " : "",
	       (long)day, (long)(second / 3600), (long)(second / 60 % 60), (long)(second % 60));
}
