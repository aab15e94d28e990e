/* SPDX-License-Identifier: ISC */
/* The thread pointer, where the guest is the kernel. */
#ifndef CPU_THREAD_POINTER_H
#define CPU_THREAD_POINTER_H

#include <stdbool.h>
#include <stdint.h>

static inline bool thread_pointer_set(uintptr_t base)
{
    __asm__ volatile("msr tpidr_el0, %0" ::"r"(base) : "memory");
    return true;
}

#endif
