/* SPDX-License-Identifier: ISC */
/* The thread pointer, where the guest is the kernel: the base of FS. */
#ifndef CPU_THREAD_POINTER_H
#define CPU_THREAD_POINTER_H

#include <stdbool.h>
#include <stdint.h>

#define MSR_FS_BASE 0xc0000100u

/* False where the CPU would fault: such an address is not canonical. */
static inline bool thread_pointer_set(uintptr_t base)
{
    uint64_t top = base >> 47;
    if (top != 0 && top != 0x1ffff)
        return false;
    __asm__ volatile("wrmsr" ::"c"(MSR_FS_BASE), "a"((uint32_t)base),
                     "d"((uint32_t)(base >> 32))
                     : "memory");
    return true;
}

#endif
