// SPDX-License-Identifier: ISC
// Splits the command line. Free of MicroPython, so that a test can drive it.

#include "cmdline.h"

#include <stdbool.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

long cmdline_next(const char **text, char *out)
{
    const char *p = *text;
    char *o = out;
    bool quoted = false;
    while (is_blank(*p))
        p++;
    if (!*p) {
        *text = p;
        return -1;
    }
    for (; *p && (quoted || !is_blank(*p)); p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '\\' && p[1])
            *o++ = *++p;
        else
            *o++ = *p;
    }
    *o = '\0';
    *text = p;
    return o - out;
}
