// SPDX-License-Identifier: ISC
// uintptr_t gc_helper_get_regs_and_sp(uintptr_t regs[11]);
// Stores the callee-saved registers, where the compiler may hide the only
// pointer to an object, and returns the stack pointer.

        .section .text.gc_helper_get_regs_and_sp, "ax", %progbits
        .globl  gc_helper_get_regs_and_sp
        .type   gc_helper_get_regs_and_sp, %function
gc_helper_get_regs_and_sp:
        stp     x19, x20, [x0, #0]
        stp     x21, x22, [x0, #16]
        stp     x23, x24, [x0, #32]
        stp     x25, x26, [x0, #48]
        stp     x27, x28, [x0, #64]
        str     x29, [x0, #80]
        mov     x0, sp
        ret
        .size   gc_helper_get_regs_and_sp, . - gc_helper_get_regs_and_sp

        .section .note.GNU-stack, "", %progbits
