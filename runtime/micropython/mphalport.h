// SPDX-License-Identifier: ISC
// The port's clocks and console, as MicroPython's core asks for them.
#ifndef ECHIS_MPHALPORT_H
#define ECHIS_MPHALPORT_H

#include <stdint.h>

#include "py/misc.h"

// What shared/readline calls CHAR_CTRL_D.
#define CONSOLE_END 4

// Adds a line of console input, without its end; CONSOLE_END where that is the
// end of all input. Nothing is echoed, and no key edits the line.
int console_read_line(vstr_t *line);

#define mp_hal_readline(line, prompt) console_read_line(line)

static inline void mp_hal_set_interrupt_char(int c)
{
    (void)c;
}

// Sleep in solo5_yield until the monotonic clock reaches the deadline (ns).
void mp_hal_sleep_until(uint64_t deadline);

#endif
