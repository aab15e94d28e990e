/* SPDX-License-Identifier: ISC */
/* The virtual machine that the guest is. */

#include "bindings.h"
#include "hypercall.h"
#include "thread_pointer.h"

void platform_exit(int status, void *cookie)
{
    struct hvt_hc_halt halt = {
        .cookie = (hvt_gpa_t)cookie,
        .exit_status = status,
    };
    for (;;)
        hypercall(HVT_HYPERCALL_HALT, &halt);
}

bool platform_set_tls_base(uintptr_t base)
{
    return thread_pointer_set(base);
}
