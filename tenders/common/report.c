/* SPDX-License-Identifier: ISC */
/* Messages are built on the stack and written by one write(2): no stdio
 * buffers to set up, and nothing that a seccomp filter would refuse. */
#include "report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024

struct line {
    char text[LINE_MAX_BYTES];
    size_t length;
};

static const char *program_name = "tender";

void report_as(const char *program)
{
    program_name = program;
}

static void append_args(struct line *line, const char *format, va_list args)
{
    size_t room = sizeof line->text - 1 - line->length;
    int wanted = vsnprintf(line->text + line->length, room, format, args);
    if (wanted > 0)
        line->length += (size_t)wanted < room ? (size_t)wanted : room - 1;
}

static void append(struct line *line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    append_args(line, format, args);
    va_end(args);
}

static void print_line(struct line *line)
{
    line->text[line->length++] = '\n';
    ssize_t ignored = write(STDERR_FILENO, line->text, line->length);
    (void)ignored;
}

static void begin(struct line *line, const char *format, va_list args)
{
    line->length = 0;
    append(line, "%s: ", program_name);
    append_args(line, format, args);
}

void complain(const char *format, ...)
{
    struct line line;
    va_list args;
    va_start(args, format);
    begin(&line, format, args);
    va_end(args);
    print_line(&line);
}

void die(const char *format, ...)
{
    struct line line;
    va_list args;
    va_start(args, format);
    begin(&line, format, args);
    va_end(args);
    print_line(&line);
    _exit(1);
}

void die_errno(const char *format, ...)
{
    int cause = errno;
    struct line line;
    va_list args;
    va_start(args, format);
    begin(&line, format, args);
    va_end(args);
    append(&line, ": %s", strerror(cause));
    print_line(&line);
    _exit(1);
}
