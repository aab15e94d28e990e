/* SPDX-License-Identifier: ISC */
/* void _start(void): the stack holds argc, argv, envp and the aux vector. */
        .text
        .globl  _start
        .type   _start, %function
_start:
        mov     x29, #0
        mov     x30, #0
        mov     x0, sp
        and     sp, x0, #-16
        bl      start_main
        brk     #0

/* long raw_syscall(long number, long a, long b, long c, long d, long e, long f)
 */
        .globl  raw_syscall
        .type   raw_syscall, %function
raw_syscall:
        mov     x8, x0
        mov     x0, x1
        mov     x1, x2
        mov     x2, x3
        mov     x3, x4
        mov     x4, x5
        mov     x5, x6
        svc     #0
        ret

        .section .note.GNU-stack, "", %progbits
