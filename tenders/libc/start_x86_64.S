/* SPDX-License-Identifier: ISC */
/* void _start(void): the stack holds argc, argv, envp and the aux vector. */
        .text
        .globl  _start
        .type   _start, @function
_start:
        xor     %ebp, %ebp
        mov     %rsp, %rdi
        and     $-16, %rsp
        call    start_main
        ud2

/* long raw_syscall(long number, long a, long b, long c, long d, long e, long f)
 */
        .globl  raw_syscall
        .type   raw_syscall, @function
raw_syscall:
        mov     %rdi, %rax
        mov     %rsi, %rdi
        mov     %rdx, %rsi
        mov     %rcx, %rdx
        mov     %r8, %r10
        mov     %r9, %r8
        mov     8(%rsp), %r9
        syscall
        ret

/* The kernel returns from a signal handler through this. */
        .globl  signal_restorer
        .type   signal_restorer, @function
signal_restorer:
        mov     $15, %eax
        syscall

        .section .note.GNU-stack, "", @progbits
