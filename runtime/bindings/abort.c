/* SPDX-License-Identifier: ISC */
/* The ways an application ends. */

#include "bindings.h"

void solo5_exit(int status)
{
    struct line line = { 0 };
    line_text(&line, "exit with status ");
    line_decimal(&line, (unsigned)status);
    line_log(LOG_DEBUG, &line);
    boot_time_tell();
    platform_exit(status, NULL);
}

void exit_tell(int status)
{
    struct line line = { 0 };
    line_text(&line, "exit status ");
    line_decimal(&line, (unsigned)status & 0xff);
    line_log(LOG_ERROR, &line);
}

void solo5_abort(void)
{
    panic("solo5_abort() called", NULL);
}

void panic(const char *why, void *cookie)
{
    struct line line = { 0 };
    line_text(&line, "ABORT: ");
    line_text(&line, why);
    line_log(LOG_ERROR, &line);
    platform_exit(SOLO5_EXIT_ABORT, cookie);
}
