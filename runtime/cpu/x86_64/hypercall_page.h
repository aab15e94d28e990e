/* SPDX-License-Identifier: ISC */
/* Xen's hypercalls: a page that Xen fills with code, 32 bytes for each number
 * (xen/include/public/arch-x86/xen-x86_64.h). */
#ifndef CPU_HYPERCALL_PAGE_H
#define CPU_HYPERCALL_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "cpu.h"
#include "msr.h"

#define XEN_LEAVES_FIRST 0x40000000u
#define XEN_LEAVES_STEP                                                        \
    0x100u /* other hypervisors' interfaces may come first */
#define XEN_LEAVES_LAST 0x4000ff00u

extern char hypercall_page[];

/* Where Xen's leaves of CPUID begin; 0 where the hypervisor is none. */
static inline uint32_t xen_leaves(void)
{
    for (uint32_t base = XEN_LEAVES_FIRST; base <= XEN_LEAVES_LAST;
         base += XEN_LEAVES_STEP) {
        struct cpuid id = cpu_id(base);
        uint32_t name[3] = { id.ebx, id.ecx, id.edx };
        if (memcmp(name, "XenVMMXenVMM", sizeof name) == 0)
            return base;
    }
    return 0;
}

/* Has Xen fill the page, of whatever protection. False without Xen. */
static inline bool hypercall_page_fill(void)
{
    uint32_t leaves = xen_leaves();
    if (leaves == 0)
        return false;
    msr_write(cpu_id(leaves + 2).ebx, (uintptr_t)hypercall_page);
    return true;
}

static inline long hypercall(unsigned number, uintptr_t first, uintptr_t second,
                             uintptr_t third)
{
    long result;
    __asm__ volatile("call *%[code]"
                     : "=a"(result), "+D"(first), "+S"(second), "+d"(third)
                     : [code] "r"(hypercall_page + number * 32)
                     : "rcx", "r8", "r9", "r10", "r11", "memory");
    return result;
}

#endif
