/* SPDX-License-Identifier: ISC */
/* Formatted output without buffers: %s %c %d %i %u %x %X %p %%, with h, l, ll
 * and z, a width, '-', '0' and a precision for strings. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct sink {
    char *to;
    size_t room;
    size_t length;
};

struct spec {
    int left, zero, width, precision, longs;
};

static void put(struct sink *sink, char c)
{
    if (sink->length + 1 < sink->room)
        sink->to[sink->length] = c;
    sink->length++;
}

static void pad(struct sink *sink, char c, int count)
{
    while (count-- > 0)
        put(sink, c);
}

static void put_text(struct sink *sink, const struct spec *spec,
                     const char *text, size_t length)
{
    int fill = spec->width - (int)length;
    if (!spec->left)
        pad(sink, ' ', fill);
    for (size_t i = 0; i < length; i++)
        put(sink, text[i]);
    if (spec->left)
        pad(sink, ' ', fill);
}

static void put_number(struct sink *sink, struct spec *spec, uint64_t value,
                       unsigned base, const char *sign, const char *digits)
{
    char text[72], *at = text + sizeof text;
    int length;
    do
        *--at = digits[value % base];
    while (value /= base);
    length = (int)(text + sizeof text - at);
    while (spec->zero && length + (int)strlen(sign) < spec->width &&
           at > text + 2) {
        *--at = '0';
        length++;
    }
    for (size_t i = strlen(sign); i > 0; i--)
        *--at = sign[i - 1];
    put_text(sink, spec, at, (size_t)(text + sizeof text - at));
}

static const char *parse(const char *at, struct spec *spec, va_list *args)
{
    *spec = (struct spec){ .precision = -1 };
    for (; *at == '-' || *at == '0'; at++)
        *(*at == '-' ? &spec->left : &spec->zero) = 1;
    if (*at == '*')
        spec->width = va_arg(*args, int), at++;
    for (; *at >= '0' && *at <= '9'; at++)
        spec->width = spec->width * 10 + *at - '0';
    if (*at == '.') {
        spec->precision = 0;
        if (*++at == '*')
            spec->precision = va_arg(*args, int), at++;
        for (; *at >= '0' && *at <= '9'; at++)
            spec->precision = spec->precision * 10 + *at - '0';
    }
    for (; *at == 'l' || *at == 'z' || *at == 'h'; at++)
        spec->longs += *at != 'h';
    return at;
}

static void convert(struct sink *sink, struct spec *spec, char kind,
                    va_list *args)
{
    static const char lower[] = "0123456789abcdef";
    static const char upper[] = "0123456789ABCDEF";
    if (kind == 's') {
        const char *text = va_arg(*args, const char *);
        size_t most = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
        put_text(sink, spec, text, strnlen(text, most));
    } else if (kind == 'c') {
        put(sink, (char)va_arg(*args, int));
    } else if (kind == 'd' || kind == 'i') {
        int64_t value = spec->longs ? va_arg(*args, long) : va_arg(*args, int);
        uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
        put_number(sink, spec, size, 10, value < 0 ? "-" : "", lower);
    } else if (kind == 'p') {
        put_number(sink, spec, (uintptr_t)va_arg(*args, void *), 16, "0x",
                   lower);
    } else if (kind == 'u' || kind == 'x' || kind == 'X') {
        uint64_t value = spec->longs ? va_arg(*args, unsigned long)
                                     : va_arg(*args, unsigned);
        put_number(sink, spec, value, kind == 'u' ? 10 : 16, "",
                   kind == 'X' ? upper : lower);
    } else {
        put(sink, kind);
    }
}

int vsnprintf(char *to, size_t room, const char *format, va_list given)
{
    struct sink sink = { to, room, 0 };
    struct spec spec;
    va_list args;
    va_copy(args, given);
    for (; *format; format++) {
        if (*format != '%') {
            put(&sink, *format);
            continue;
        }
        format = parse(format + 1, &spec, &args);
        convert(&sink, &spec, *format, &args);
    }
    va_end(args);
    if (room > 0)
        to[sink.length < room ? sink.length : room - 1] = 0;
    return (int)sink.length;
}

int snprintf(char *to, size_t room, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(to, room, format, args);
    va_end(args);
    return length;
}

/* stdout and stderr are names for descriptors 1 and 2: nothing is buffered. */
FILE *const stdout = (FILE *)1;
FILE *const stderr = (FILE *)2;

int vfprintf(FILE *stream, const char *format, va_list args)
{
    char text[2048];
    int length = vsnprintf(text, sizeof text, format, args);
    if (length > (int)sizeof text - 1)
        length = sizeof text - 1;
    return (int)write((int)(uintptr_t)stream, text, (size_t)length);
}

int fprintf(FILE *stream, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vfprintf(stream, format, args);
    va_end(args);
    return length;
}

int printf(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vfprintf(stdout, format, args);
    va_end(args);
    return length;
}

int puts(const char *text)
{
    return printf("%s\n", text);
}

int putchar(int c)
{
    return printf("%c", c) == 1 ? c : EOF;
}
