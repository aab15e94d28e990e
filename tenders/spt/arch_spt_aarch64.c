/* SPDX-License-Identifier: ISC */
/* Entering an spt guest on aarch64. */
#include "arch_spt.h"

void arch_enter(uint64_t entry, uint64_t stack_end, uint64_t argument)
{
    register uint64_t x0 __asm__("x0") = argument;
    register uint64_t x1 __asm__("x1") = entry;
    register uint64_t x2 __asm__("x2") = stack_end - 16;
    __asm__ __volatile__("mov sp, %0\n\t"
                         "mov x29, xzr\n\t"
                         "mov x30, xzr\n\t"
                         "br %1"
                         :
                         : "r"(x2), "r"(x1), "r"(x0)
                         : "memory");
    __builtin_unreachable();
}

/* The guest writes TPIDR_EL0 itself. */
void arch_allow_tls(struct bpf_program *filter)
{
    (void)filter;
}
