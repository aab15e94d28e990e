/* SPDX-License-Identifier: ISC */
/* hvt's hypercalls: the address of a structure, stored to a device. */
#ifndef CPU_HYPERCALL_H
#define CPU_HYPERCALL_H

#include <stdint.h>

#include "hvt_abi.h"

#define HYPERCALL_PAGE HVT_HYPERCALL_MMIO_BASE

/* The store must be one that KVM can decode: no pair, no write-back. */
static inline void hypercall(enum hvt_hypercall number, volatile void *call)
{
    __asm__ volatile("str %w0, [%1]"
                     :
                     : "r"((uint32_t)(uintptr_t)call),
                       "r"(HVT_HYPERCALL_ADDRESS((uint64_t)number))
                     : "memory");
}

#endif
