/* SPDX-License-Identifier: ISC */
/* The virtual machine that the guest is. */

#include "bindings.h"
#include "machine.h"
#include "thread_pointer.h"
#include "virtio.h"

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
    machine_off(status);
}

bool platform_set_tls_base(uintptr_t base)
{
    return thread_pointer_set(base);
}
