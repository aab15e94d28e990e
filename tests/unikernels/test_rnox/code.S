/* SPDX-License-Identifier: ISC */
/* void constant_code(void): a function among the constants. */

    .section .rodata.code, "a"
    .balign 16
    .globl constant_code
constant_code:
    ret

    .section .note.GNU-stack, "", %progbits
