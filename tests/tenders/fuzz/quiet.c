/* SPDX-License-Identifier: ISC */
/* The tender's report.h without words: a refusal is just an exit status. */
#include "report.h"

#include <unistd.h>

void complain(const char *format, ...)
{
    (void)format;
}

void die(const char *format, ...)
{
    (void)format;
    _exit(1);
}

void die_errno(const char *format, ...)
{
    (void)format;
    _exit(1);
}
