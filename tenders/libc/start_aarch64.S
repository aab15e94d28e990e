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

/* void __clear_cache(void *start, void *end): instructions that were written as
 * data become visible to the fetching of instructions. The sizes of the cache
 * lines, in words and as powers of two, stand in CTR_EL0. */
        .globl  __clear_cache
        .type   __clear_cache, %function
__clear_cache:
        mrs     x3, ctr_el0
        mov     x5, #4
        ubfx    x4, x3, #16, #4
        lsl     x4, x5, x4
        sub     x6, x4, #1
        bic     x6, x0, x6
1:      cmp     x6, x1
        b.hs    2f
        dc      cvau, x6
        add     x6, x6, x4
        b       1b
2:      dsb     ish
        and     x4, x3, #15
        lsl     x4, x5, x4
        sub     x6, x4, #1
        bic     x6, x0, x6
3:      cmp     x6, x1
        b.hs    4f
        ic      ivau, x6
        add     x6, x6, x4
        b       3b
4:      dsb     ish
        isb
        ret

        .section .note.GNU-stack, "", %progbits
