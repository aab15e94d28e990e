/* SPDX-License-Identifier: ISC */
/* The process that the guest is. */

#include "bindings.h"
#include "sys.h"

/* The process's own core dump has the registers: no cookie is needed. */
void platform_exit(int status, void *cookie)
{
    (void)cookie;
    for (;;)
        sys_exit_group(status);
}

bool platform_set_tls_base(uintptr_t base)
{
    return sys_set_tls_base(base);
}
