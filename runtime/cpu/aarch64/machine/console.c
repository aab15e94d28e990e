/* SPDX-License-Identifier: ISC */
/* The console is a PL011 (Arm DDI 0183), as the boot loader left it. */

#include "bindings.h"
#include "board.h"
#include "console.h"
#include "gic.h"
#include "kernel.h"
#include "machine.h"

enum { DATA = 0x00, FLAGS = 0x18, INTERRUPT_MASK = 0x38 };

#define FLAG_EMPTY (1u << 4) /* nothing received */
#define FLAG_FULL (1u << 5)
#define RECEIVED (1u << 4)
#define RECEIVED_LONG_AGO (1u << 6) /* fewer than it would interrupt for */

static volatile uint32_t *uart_register(unsigned offset)
{
    return (volatile uint32_t *)(board.uart + offset);
}

void console_init(void)
{
}

void solo5_console_write(const char *buf, size_t size)
{
    boot_time_first();
    for (size_t i = 0; i < size; i++) {
        while (*uart_register(FLAGS) & FLAG_FULL)
            ;
        *uart_register(DATA) = (uint8_t)buf[i];
    }
}

void console_map(void)
{
    uintptr_t page = board.uart & -(uintptr_t)PAGE_SIZE;
    paging_map(page, page + PAGE_SIZE, PAGE_IO);
}

bool console_listens(void)
{
    return true;
}

bool console_has_input(void)
{
    return !(*uart_register(FLAGS) & FLAG_EMPTY);
}

char console_take(void)
{
    return (char)*uart_register(DATA);
}

/* It interrupts until the byte is taken: once is enough. */
void console_acknowledge(void)
{
    *uart_register(INTERRUPT_MASK) = 0;
}

void console_want_interrupt(void)
{
    gic_enable(board.uart_interrupt);
    *uart_register(INTERRUPT_MASK) = RECEIVED | RECEIVED_LONG_AGO;
}
