/* SPDX-License-Identifier: ISC */
/* An interrupt only ends a hlt (idle.c): it is acknowledged, and that is all.
 *
 * interrupt_stub      of the local APIC's vectors; its EOI register's address
 *                     is in interrupt_eoi
 * interrupt_spurious  wants no acknowledgement */

    .text
    .globl interrupt_stub
    .type interrupt_stub, @function
interrupt_stub:
    pushq %rax
    movq interrupt_eoi(%rip), %rax
    movl $0, (%rax)
    popq %rax
    iretq
    .size interrupt_stub, . - interrupt_stub

    .globl interrupt_spurious
    .type interrupt_spurious, @function
interrupt_spurious:
    iretq
    .size interrupt_spurious, . - interrupt_spurious

    .section .note.GNU-stack, "", @progbits
