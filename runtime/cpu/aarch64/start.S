/* SPDX-License-Identifier: ISC */
/* void _start(const void *boot_info): the tender's stack is at the end of
 * memory and has no guard; change to the image's own before anything else.
 *
 * Then void start(const void *boot_info), in C, which does not return. */

    .section .text._start, "ax", %progbits
    .globl _start
    .type _start, %function
_start:
    mrs x1, cntvct_el0
    adrp x2, boot_start
    str x1, [x2, :lo12:boot_start]
    adrp x1, _stack_top
    add x1, x1, :lo12:_stack_top
    mov sp, x1
    mov x29, xzr
    mov x30, xzr
    bl start
    brk #0
    .size _start, . - _start

    .section .note.GNU-stack, "", %progbits
