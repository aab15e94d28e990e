/* SPDX-License-Identifier: ISC */
/* void _start(const void *boot_info): the tender's stack is at the end of
 * memory and has no guard; change to the image's own before anything else.
 *
 * Then void start(const void *boot_info), in C, which does not return. */

    .section .text._start, "ax", @progbits
    .globl _start
    .type _start, @function
_start:
    cld
    rdtsc
    movl %eax, boot_start(%rip)
    movl %edx, boot_start+4(%rip)
    leaq _stack_top(%rip), %rsp
    xorl %ebp, %ebp
    call start
    ud2
    .size _start, . - _start

    .section .note.GNU-stack, "", @progbits
