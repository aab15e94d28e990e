/* SPDX-License-Identifier: ISC */
/* Entering an spt guest on x86_64. */
#include "arch_spt.h"

#include <sys/syscall.h>

#include <asm/prctl.h>

/* The ABI wants (rsp + 8) to be a multiple of 16 where a function begins. */
void arch_enter(uint64_t entry, uint64_t stack_end, uint64_t argument)
{
    __asm__ __volatile__("mov %0, %%rsp\n\t"
                         "xor %%ebp, %%ebp\n\t"
                         "jmp *%1"
                         :
                         : "a"(stack_end - 8), "d"(entry), "D"(argument)
                         : "memory");
    __builtin_unreachable();
}

void arch_allow_tls(struct bpf_program *filter)
{
    bpf_jump_t call = bpf_begin_call(filter, SYS_arch_prctl);
    bpf_allow_if(filter, 0, ARCH_SET_FS);
    bpf_end_call(filter, call);
}
