/* SPDX-License-Identifier: ISC */
/* The domain that the guest is. */

#include "own_manifest.h"
#include "xen.h"

#include <public/hvm/hvm_op.h>
#include <public/memory.h>
#include <public/sched.h>

#include "thread_pointer.h"

char hypercall_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));

void xen_init(void)
{
    /* There is no console yet on which to say it. */
    if (!hypercall_page_fill())
        __builtin_trap();
}

void xen_map(unsigned space, unsigned long index, void *page)
{
    struct xen_add_to_physmap map = {
        .domid = DOMID_SELF,
        .space = space,
        .idx = index,
        .gpfn = (uintptr_t)page / PAGE_SIZE,
    };
    if (hypercall(__HYPERVISOR_memory_op, XENMEM_add_to_physmap,
                  (uintptr_t)&map, 0) != 0)
        panic("Xen refuses to map a page that it shares", NULL);
}

uint64_t xen_parameter(uint32_t index)
{
    struct xen_hvm_param parameter = { .domid = DOMID_SELF, .index = index };
    if (hypercall(__HYPERVISOR_hvm_op, HVMOP_get_param, (uintptr_t)&parameter,
                  0) != 0)
        panic("Xen refuses to tell a parameter of the domain", NULL);
    return parameter.value;
}

void platform_exit(int status, void *cookie)
{
    bool broken = (status & 0xff) == SOLO5_EXIT_ABORT;
    struct sched_shutdown shutdown = {
        .reason = broken ? SHUTDOWN_crash : SHUTDOWN_poweroff,
    };
    (void)cookie;
    devices_drain();
    exit_tell(status);
    console_drain();
    for (;;)
        hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown, (uintptr_t)&shutdown,
                  0);
}

bool platform_set_tls_base(uintptr_t base)
{
    return thread_pointer_set(base);
}
