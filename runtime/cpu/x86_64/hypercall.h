/* SPDX-License-Identifier: ISC */
/* hvt's hypercalls: the address of a structure, written to a port. */
#ifndef CPU_HYPERCALL_H
#define CPU_HYPERCALL_H

#include <stdint.h>

#include "hvt_abi.h"

/* Hypercalls go through ports: no page of memory is a device. */
#define HYPERCALL_PAGE 0u

static inline void hypercall(enum hvt_hypercall number, volatile void *call)
{
    __asm__ volatile("outl %0, %1"
                     :
                     : "a"((uint32_t)(uintptr_t)call),
                       "d"((uint16_t)(HVT_HYPERCALL_PIO_BASE + number))
                     : "memory");
}

#endif
