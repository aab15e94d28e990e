/* SPDX-License-Identifier: ISC */
/* System calls and hypercalls of the test guests on aarch64. */
#ifndef GUEST_CALL_H
#define GUEST_CALL_H

#include <stdint.h>

#include "hvt_abi.h"

#define CALL_WRITE 64
#define CALL_EXIT_GROUP 94

static inline int64_t call(uint64_t number, uint64_t a, uint64_t b, uint64_t c,
                           uint64_t d, uint64_t e, uint64_t f)
{
    register uint64_t x8 __asm__("x8") = number;
    register uint64_t x0 __asm__("x0") = a;
    register uint64_t x1 __asm__("x1") = b;
    register uint64_t x2 __asm__("x2") = c;
    register uint64_t x3 __asm__("x3") = d;
    register uint64_t x4 __asm__("x4") = e;
    register uint64_t x5 __asm__("x5") = f;
    __asm__ __volatile__("svc 0"
                         : "+r"(x0)
                         : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                         : "memory");
    return (int64_t)x0;
}

static inline void hypercall(unsigned number, uint64_t address)
{
    uint64_t port = HVT_HYPERCALL_ADDRESS((uint64_t)number);
    __asm__ __volatile__("str %w0, [%1]"
                         :
                         : "r"((uint32_t)address), "r"(port)
                         : "memory");
}

#endif
