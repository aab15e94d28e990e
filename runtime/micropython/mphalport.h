// SPDX-License-Identifier: ISC
// The port's clocks and console, as MicroPython's core asks for them.
#ifndef ECHIS_MPHALPORT_H
#define ECHIS_MPHALPORT_H

#include <stdint.h>

// input() finds the end of the file at once: a unikernel's console is write
// only. 4 is CHAR_CTRL_D of shared/readline.
#define mp_hal_readline(line, prompt) (4)

static inline void mp_hal_set_interrupt_char(int c)
{
    (void)c;
}

// Sleep in solo5_yield until the monotonic clock reaches the deadline (ns).
void mp_hal_sleep_until(uint64_t deadline);

#endif
