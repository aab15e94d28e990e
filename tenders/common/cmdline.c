/* SPDX-License-Identifier: ISC */
/* Quotes only what needs it: plain arguments reach guests with any parser (or
 * none) as they were typed. */
#include "cmdline.h"

#include <string.h>

#include "report.h"

/* What the grammar gives a meaning: blanks, both quotes, the backslash. */
#define SPECIAL " \t\n\v\f\r\"'\\"

struct output {
    char *at;
    size_t room; /* including the terminator */
    size_t size;
};

static void put(struct output *output, char c)
{
    if (output->room <= 1)
        die("Guest command line too long (max=%zu characters)",
            output->size - 1);
    *output->at++ = c;
    output->room--;
}

static int needs_quotes(const char *argument)
{
    return *argument == '\0' || strpbrk(argument, SPECIAL) != NULL;
}

static void put_plain(struct output *output, const char *argument)
{
    for (; *argument != '\0'; argument++)
        put(output, *argument);
}

static void put_quoted(struct output *output, const char *argument)
{
    put(output, '"');
    for (; *argument != '\0'; argument++) {
        if (*argument == '"' || *argument == '\\')
            put(output, '\\');
        put(output, *argument);
    }
    put(output, '"');
}

void cmdline_join(char *to, size_t size, char *const arguments[])
{
    struct output output = { .at = to, .room = size, .size = size };
    for (; *arguments != NULL; arguments++) {
        if (output.at != to)
            put(&output, ' ');
        if (needs_quotes(*arguments))
            put_quoted(&output, *arguments);
        else
            put_plain(&output, *arguments);
    }
    *output.at = '\0';
}
