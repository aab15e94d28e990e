// SPDX-License-Identifier: ISC
// uintptr_t gc_helper_get_regs_and_sp(uintptr_t regs[6]);
// Stores the callee-saved registers, where the compiler may hide the only
// pointer to an object, and returns the stack pointer.

        .section .text.gc_helper_get_regs_and_sp, "ax", @progbits
        .globl  gc_helper_get_regs_and_sp
        .type   gc_helper_get_regs_and_sp, @function
gc_helper_get_regs_and_sp:
        movq    %rbx, 0(%rdi)
        movq    %rbp, 8(%rdi)
        movq    %r12, 16(%rdi)
        movq    %r13, 24(%rdi)
        movq    %r14, 32(%rdi)
        movq    %r15, 40(%rdi)
        movq    %rsp, %rax
        ret
        .size   gc_helper_get_regs_and_sp, . - gc_helper_get_regs_and_sp

        .section .note.GNU-stack, "", @progbits
