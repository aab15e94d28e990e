/* SPDX-License-Identifier: ISC */
/* trap_stubs: 32 entry points of 16 bytes, one for each exception. They build a
 * struct trap_stack and call, never to return,
 *
 * void trap_handler(const struct trap_stack *stack); */

    .text
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept 32
    .balign 16
    /* These push an error code by themselves: #DF #TS #NP #SS #GP #PF #AC #CP
     * #VC #SX (Intel SDM 3A, 6.15; AMD APM 2, 8.2). */
    .ifeq (vector - 8) * (vector - 10) * (vector - 11) * (vector - 12) * (vector - 13) * (vector - 14) * (vector - 17) * (vector - 21) * (vector - 29) * (vector - 30)
    .else
    pushq $0
    .endif
    pushq $vector
    jmp trap_common
    .set vector, vector + 1
    .endr

trap_common:
    pushq %r15
    pushq %r14
    pushq %r13
    pushq %r12
    pushq %r11
    pushq %r10
    pushq %r9
    pushq %r8
    pushq %rbp
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %rcx
    pushq %rbx
    pushq %rax
    cld
    movq %rsp, %rdi
    andq $-16, %rsp
    call trap_handler
    ud2

    .section .note.GNU-stack, "", @progbits
