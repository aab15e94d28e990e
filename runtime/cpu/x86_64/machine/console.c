/* SPDX-License-Identifier: ISC */
/* The console is the first serial port, a 16550 (TL16C550C data sheet). */

#include "bindings.h"
#include "io_apic.h"
#include "kernel.h"
#include "ports.h"
#include "machine.h"

#define COM1 0x3f8u

enum {
    DATA = COM1,                 /* divisor, low byte, under LINE_DIVISOR */
    INTERRUPT_ENABLE = COM1 + 1, /* divisor, high byte */
    FIFO_CONTROL = COM1 + 2,
    LINE_CONTROL = COM1 + 3,
    MODEM_CONTROL = COM1 + 4,
    LINE_STATUS = COM1 + 5,
    SCRATCH = COM1 + 7
};

#define LINE_8N1 0x03u
#define LINE_DIVISOR 0x80u
#define FIFO_ENABLE_AND_CLEAR 0x07u
#define MODEM_DTR_RTS 0x03u
#define MODEM_OUT2 0x08u /* on a PC it lets interrupts out */
#define INTERRUPT_RECEIVED 0x01u
#define STATUS_RECEIVED 0x01u
#define STATUS_ROOM 0x20u
#define FIFO_SIZE 16u
#define COM1_INTERRUPT 4u

static bool present;

static bool is_there(void)
{
    port_out8(SCRATCH, 0x5a);
    return port_in8(SCRATCH) == 0x5a;
}

void console_init(void)
{
    present = is_there();
    if (!present)
        return;
    port_out8(INTERRUPT_ENABLE, 0);
    port_out8(LINE_CONTROL, LINE_DIVISOR);
    port_out8(DATA, 1); /* 115200 bits a second */
    port_out8(INTERRUPT_ENABLE, 0);
    port_out8(LINE_CONTROL, LINE_8N1);
    port_out8(FIFO_CONTROL, FIFO_ENABLE_AND_CLEAR);
    port_out8(MODEM_CONTROL, MODEM_DTR_RTS);
}

static void wait_for_room(void)
{
    while (!(port_in8(LINE_STATUS) & STATUS_ROOM))
        __asm__ volatile("pause");
}

void solo5_console_write(const char *buf, size_t size)
{
    boot_time_first();
    if (!present)
        return;
    for (size_t i = 0; i < size; i++) {
        if (i % FIFO_SIZE == 0)
            wait_for_room();
        port_out8(DATA, (uint8_t)buf[i]);
    }
}

void console_map(void)
{
    io_apic_map();
}

bool console_listens(void)
{
    return present;
}

bool console_has_input(void)
{
    return present && port_in8(LINE_STATUS) & STATUS_RECEIVED;
}

char console_take(void)
{
    return (char)port_in8(DATA);
}

void console_want_interrupt(void)
{
    static bool wanted;
    if (wanted)
        return;
    wanted = true;
    io_apic_route(COM1_INTERRUPT);
    port_out8(MODEM_CONTROL, MODEM_DTR_RTS | MODEM_OUT2);
    port_out8(INTERRUPT_ENABLE, INTERRUPT_RECEIVED);
}
