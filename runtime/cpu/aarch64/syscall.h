/* SPDX-License-Identifier: ISC */
/* Linux system calls: numbers, the call itself, and structures whose layout
 * differs from CPU to CPU. */
#ifndef CPU_SYSCALL_H
#define CPU_SYSCALL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SYS_EPOLL_PWAIT = 22,
    SYS_READ = 63,
    SYS_WRITE = 64,
    SYS_PREAD64 = 67,
    SYS_PWRITE64 = 68,
    SYS_TIMERFD_SETTIME = 86,
    SYS_EXIT_GROUP = 94,
    SYS_CLOCK_GETTIME = 113
};

struct sys_epoll_event {
    uint32_t events;
    uint64_t data;
};

static inline long syscall6(long number, long a, long b, long c, long d, long e,
                            long f)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}

/* No call at all: the register belongs to EL0. */
static inline bool sys_set_tls_base(uintptr_t base)
{
    __asm__ volatile("msr tpidr_el0, %0" ::"r"(base) : "memory");
    return true;
}

#endif
