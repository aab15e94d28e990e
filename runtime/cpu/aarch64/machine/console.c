/* SPDX-License-Identifier: ISC */
/* The console is a PL011 (Arm DDI 0183), as the boot loader left it. */

#include "bindings.h"
#include "board.h"
#include "machine.h"

#define DATA 0x00u
#define FLAGS 0x18u
#define FLAG_FULL (1u << 5)

static volatile uint32_t *uart_register(unsigned offset)
{
    return (volatile uint32_t *)(board.uart + offset);
}

void console_init(void)
{
}

void solo5_console_write(const char *buf, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        while (*uart_register(FLAGS) & FLAG_FULL)
            ;
        *uart_register(DATA) = (uint8_t)buf[i];
    }
}
