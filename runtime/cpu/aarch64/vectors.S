/* SPDX-License-Identifier: ISC */
/* trap_vectors: for VBAR_EL1, 16 entry points of 128 bytes (Arm ARM, D1.4.1).
 * Exceptions are taken on the stack that they interrupt, which may be what is
 * broken: nothing is pushed. The registers go into trap_frame, a static struct
 * hvt_trap_aarch64, and on a stack of its own runs, never to return,
 *
 * void trap_handler(unsigned vector); */

    .equ X, 8           /* offsets in struct hvt_trap_aarch64 */
    .equ SP, X + 31 * 8
    .equ PC, SP + 8
    .equ PSTATE, PC + 8
    .equ ESR, PSTATE + 8
    .equ FAR, ESR + 8

    .text
    .balign 2048
    .globl trap_vectors
trap_vectors:
    .set vector, 0
    .rept 16
    .balign 128
    msr tpidr_el1, x0
    msr tpidrro_el0, x1
    mov x1, #vector
    b trap_common
    .set vector, vector + 1
    .endr

trap_common:
    adrp x0, trap_frame
    add x0, x0, :lo12:trap_frame
    stp x2, x3, [x0, #X + 2 * 8]
    stp x4, x5, [x0, #X + 4 * 8]
    stp x6, x7, [x0, #X + 6 * 8]
    stp x8, x9, [x0, #X + 8 * 8]
    stp x10, x11, [x0, #X + 10 * 8]
    stp x12, x13, [x0, #X + 12 * 8]
    stp x14, x15, [x0, #X + 14 * 8]
    stp x16, x17, [x0, #X + 16 * 8]
    stp x18, x19, [x0, #X + 18 * 8]
    stp x20, x21, [x0, #X + 20 * 8]
    stp x22, x23, [x0, #X + 22 * 8]
    stp x24, x25, [x0, #X + 24 * 8]
    stp x26, x27, [x0, #X + 26 * 8]
    stp x28, x29, [x0, #X + 28 * 8]
    mov x3, sp
    stp x30, x3, [x0, #X + 30 * 8]
    mrs x2, tpidr_el1
    mrs x3, tpidrro_el0
    stp x2, x3, [x0, #X]
    mrs x2, elr_el1
    mrs x3, spsr_el1
    stp x2, x3, [x0, #PC]
    mrs x2, esr_el1
    mrs x3, far_el1
    stp x2, x3, [x0, #ESR]
    adrp x2, trap_stack_top
    add x2, x2, :lo12:trap_stack_top
    mov sp, x2
    mov x29, xzr
    mov x30, xzr
    mov w0, w1
    b trap_handler

    .bss
    .balign 16
    .skip 8192
trap_stack_top:

    .section .note.GNU-stack, "", %progbits
