/* SPDX-License-Identifier: ISC */
/* The bindings' own options, which come first on the command line. */

#include <string.h>

#include "bindings.h"

static const struct {
    const char *name;
    enum log_level level;
} options[] = {
    { "--solo5:quiet", LOG_ERROR }, { "--solo5:error", LOG_ERROR },
    { "--solo5:warn", LOG_WARN },   { "--solo5:info", LOG_INFO },
    { "--solo5:debug", LOG_DEBUG },
};

#define OPTIONS (sizeof options / sizeof options[0])

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_blanks(const char *text)
{
    while (is_blank(*text))
        text++;
    return text;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncmp(text, word, length) == 0;
}

static bool obey_level(const char *text, size_t length)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if (is_word(text, length, options[i].name)) {
            log_set_level(options[i].level);
            return true;
        }
    }
    return false;
}

static bool obey_boot(const char *text, size_t length)
{
    bool found = is_word(text, length, "--solo5:boot");
    if (found)
        boot_time = BOOT_TIME_WANTED;
    return found;
}

/* Past the option that text starts with, or NULL where there is none. */
static const char *obey_option(const char *text)
{
    size_t length = 0;
    while (text[length] && !is_blank(text[length]))
        length++;
    bool found = obey_level(text, length) || obey_boot(text, length);
    return found ? text + length : NULL;
}

const char *cmdline_parse(const char *cmdline)
{
    const char *rest = skip_blanks(cmdline);
    const char *next;
    while ((next = obey_option(rest)))
        rest = skip_blanks(next);
    return rest;
}
