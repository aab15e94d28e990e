/* SPDX-License-Identifier: ISC */
/* System calls and hypercalls of the test guests on x86_64. */
#ifndef GUEST_CALL_H
#define GUEST_CALL_H

#include <stdint.h>

#include "hvt_abi.h"

#define CALL_WRITE 1
#define CALL_EXIT_GROUP 231

static inline int64_t call(uint64_t number, uint64_t a, uint64_t b, uint64_t c,
                           uint64_t d, uint64_t e, uint64_t f)
{
    int64_t result;
    register uint64_t r10 __asm__("r10") = d;
    register uint64_t r8 __asm__("r8") = e;
    register uint64_t r9 __asm__("r9") = f;
    __asm__ __volatile__("syscall"
                         : "=a"(result)
                         : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10),
                           "r"(r8), "r"(r9)
                         : "rcx", "r11", "memory");
    return result;
}

static inline void hypercall(unsigned number, uint64_t address)
{
    uint16_t port = (uint16_t)(HVT_HYPERCALL_PIO_BASE + number);
    __asm__ __volatile__("outl %0, %1"
                         :
                         : "a"((uint32_t)address), "d"(port)
                         : "memory");
}

#endif
