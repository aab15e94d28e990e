// SPDX-License-Identifier: ISC
// The ends of a program, and errno. Needed by assert() in MicroPython's core,
// by littlefs, and by third-party C modules.

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "solo5.h"

int errno;

static void say(const char *text)
{
    solo5_console_write(text, strlen(text));
}

void abort(void)
{
    say("echis: abort() called\n");
    solo5_abort();
}

void exit(int status)
{
    solo5_exit(status);
}

static void say_number(int n)
{
    char text[12];
    char *p = text + sizeof text;
    *--p = '\0';
    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    say(p);
}

void __assert_fail(const char *condition, const char *file, int line)
{
    say("echis: assertion failed: ");
    say(condition);
    say(" at ");
    say(file);
    say(":");
    say_number(line);
    say("\n");
    solo5_abort();
}
