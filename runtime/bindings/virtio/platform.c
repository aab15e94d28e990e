/* SPDX-License-Identifier: ISC */
/* The virtual machine that the guest is. */

#include "bindings.h"
#include "ports.h"
#include "thread_pointer.h"
#include "virtio.h"

/* QEMU's isa-debug-exit: it ends with status << 1 | 1. */
#define DEBUG_EXIT 0x501u

/* A machine has no exit status: `run` takes it from this line. */
static void tell(int status)
{
    struct line line = { 0 };
    line_text(&line, "exit status ");
    line_decimal(&line, (unsigned)status & 0xff);
    line_log(LOG_ERROR, &line);
}

void platform_exit(int status, void *cookie)
{
    (void)cookie;
    devices_drain();
    tell(status);
    port_out8(DEBUG_EXIT, (uint8_t)status);
    acpi_power_off();
    for (;;)
        __asm__ volatile("cli; hlt");
}

bool platform_set_tls_base(uintptr_t base)
{
    return thread_pointer_set(base);
}
