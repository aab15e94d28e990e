/* SPDX-License-Identifier: ISC */
/* The system calls that the tender's filter allows, under their own names.
 * Each returns what Linux returns: a negative errno on failure. */
#ifndef SPT_SYS_H
#define SPT_SYS_H

#include <stddef.h>
#include <stdint.h>

#include "spt_abi.h"
#include "syscall.h"

enum { SYS_EINTR = -4, SYS_EIO = -5, SYS_EAGAIN = -11, SYS_ENOBUFS = -105 };

#define SYS_STDOUT 1
#define SYS_CLOCK_REALTIME 0
#define SYS_CLOCK_MONOTONIC 1
#define SYS_TFD_ABSTIME 1

struct sys_timespec {
    int64_t tv_sec;
    int64_t tv_nsec;
};

struct sys_itimerspec {
    struct sys_timespec it_interval;
    struct sys_timespec it_value;
};

static inline long sys_read(int fd, void *buf, size_t size)
{
    return syscall6(SYS_READ, fd, (long)buf, (long)size, 0, 0, 0);
}

static inline long sys_write(int fd, const void *buf, size_t size)
{
    return syscall6(SYS_WRITE, fd, (long)buf, (long)size, 0, 0, 0);
}

static inline long sys_pread64(int fd, void *buf, size_t size, uint64_t at)
{
    return syscall6(SYS_PREAD64, fd, (long)buf, (long)size, (long)at, 0, 0);
}

static inline long sys_pwrite64(int fd, const void *buf, size_t size,
                                uint64_t at)
{
    return syscall6(SYS_PWRITE64, fd, (long)buf, (long)size, (long)at, 0, 0);
}

static inline long sys_clock_gettime(int clock, struct sys_timespec *time)
{
    return syscall6(SYS_CLOCK_GETTIME, clock, (long)time, 0, 0, 0, 0);
}

static inline long sys_timerfd_settime(int fd, int flags,
                                       const struct sys_itimerspec *timer)
{
    return syscall6(SYS_TIMERFD_SETTIME, fd, flags, (long)timer, 0, 0, 0);
}

/* Waits without limit and without changing the signal mask. */
static inline long sys_epoll_pwait(int fd, struct sys_epoll_event *events,
                                   int count)
{
    return syscall6(SYS_EPOLL_PWAIT, fd, (long)events, count, -1, 0, 0);
}

static inline void sys_exit_group(int status)
{
    syscall6(SYS_EXIT_GROUP, status, 0, 0, 0, 0, 0);
}

#endif
