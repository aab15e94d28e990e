/* SPDX-License-Identifier: ISC */
/* Linux system calls: numbers, the call itself, and structures whose layout
 * differs from CPU to CPU. */
#ifndef CPU_SYSCALL_H
#define CPU_SYSCALL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SYS_READ = 0,
    SYS_WRITE = 1,
    SYS_PREAD64 = 17,
    SYS_PWRITE64 = 18,
    SYS_ARCH_PRCTL = 158,
    SYS_CLOCK_GETTIME = 228,
    SYS_EXIT_GROUP = 231,
    SYS_EPOLL_PWAIT = 281,
    SYS_TIMERFD_SETTIME = 286
};

struct sys_epoll_event {
    uint32_t events;
    uint64_t data;
} __attribute__((packed));

static inline long syscall6(long number, long a, long b, long c, long d, long e,
                            long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                       "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

#define ARCH_SET_FS 0x1002

static inline bool sys_set_tls_base(uintptr_t base)
{
    return syscall6(SYS_ARCH_PRCTL, ARCH_SET_FS, (long)base, 0, 0, 0, 0) == 0;
}

#endif
