/* SPDX-License-Identifier: ISC */
/* The handler never returns, so no filter has to allow sigreturn; exit_group
 * is allowed to every guest. Tenders do not touch the terminal's modes. */
#include "signals.h"

#include <signal.h>
#include <unistd.h>

#include "report.h"

static void end(int number)
{
    _exit(128 + number);
}

static void handle(int number)
{
    struct sigaction action = { .sa_handler = end };
    if (sigaction(number, &action, NULL) == -1)
        die_errno("Could not handle signal %d", number);
}

void signals_end_guest(void)
{
    handle(SIGINT);
    handle(SIGTERM);
}
