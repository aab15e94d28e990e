/* SPDX-License-Identifier: ISC */
/* The bindings' own lines on the console, without printf. Only errors and
 * warnings are shown unless --solo5:info or --solo5:debug asks for more. */

#include "bindings.h"

#define PREFIX "Solo5: "

static enum log_level shown = LOG_WARN;

void log_set_level(enum log_level level)
{
    shown = level;
}

static void line_char(struct line *line, char c)
{
    if (line->length < sizeof line->text)
        line->text[line->length++] = c;
}

void line_text(struct line *line, const char *text)
{
    while (*text)
        line_char(line, *text++);
}

static void line_number(struct line *line, uint64_t number, unsigned base)
{
    char digits[20];
    int count = 0;
    do
        digits[count++] = "0123456789abcdef"[number % base];
    while (number /= base);
    while (count > 0)
        line_char(line, digits[--count]);
}

void line_decimal(struct line *line, uint64_t number)
{
    line_number(line, number, 10);
}

void line_hex(struct line *line, uint64_t number)
{
    line_text(line, "0x");
    line_number(line, number, 16);
}

void line_log(enum log_level level, struct line *line)
{
    struct line whole = { 0 };
    if (level > shown)
        return;
    line_text(&whole, PREFIX);
    for (size_t i = 0; i < line->length; i++)
        line_char(&whole, line->text[i]);
    if (whole.length == sizeof whole.text)
        whole.length--;
    line_char(&whole, '\n');
    solo5_console_write(whole.text, whole.length);
}

void log_text(enum log_level level, const char *text)
{
    struct line line = { 0 };
    line_text(&line, text);
    line_log(level, &line);
}

void log_hex(enum log_level level, const char *text, uint64_t number)
{
    struct line line = { 0 };
    line_text(&line, text);
    line_hex(&line, number);
    line_log(level, &line);
}
