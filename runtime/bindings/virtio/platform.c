/* SPDX-License-Identifier: ISC */
/* The virtual machine that the guest is. */

#include "machine.h"
#include "own_manifest.h"
#include "thread_pointer.h"

void platform_exit(int status, void *cookie)
{
    (void)cookie;
    devices_drain();
    exit_tell(status);
    machine_off(status);
}

bool platform_set_tls_base(uintptr_t base)
{
    return thread_pointer_set(base);
}
