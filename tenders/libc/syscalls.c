/* SPDX-License-Identifier: ISC */
/* Linux system calls under their POSIX names: what the static programs use. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "arch.h"

#define CALL(nr, ...) CALL6(nr, __VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define CALL6(nr, a, b, c, d, e, f, ...)                                       \
    checked(raw_syscall(nr, (long)(a), (long)(b), (long)(c), (long)(d),        \
                        (long)(e), (long)(f)))

static int error_number;

int *__errno_location(void)
{
    return &error_number;
}

static long checked(long result)
{
    if (result < 0 && result > -4096) {
        error_number = (int)-result;
        return -1;
    }
    return result;
}

/* Takes the one optional argument that open, fcntl, ioctl and prctl know. */
#define OPTIONAL_ARGUMENT(last)                                                \
    va_list args;                                                              \
    va_start(args, last);                                                      \
    long argument = va_arg(args, long);                                        \
    va_end(args)

long syscall(long number, ...)
{
    long a[6];
    va_list args;
    va_start(args, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    return checked(raw_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]));
}

void _exit(int status)
{
    for (;;)
        raw_syscall(SYS_exit_group, status, 0, 0, 0, 0, 0);
}

int open(const char *path, int flags, ...)
{
    OPTIONAL_ARGUMENT(flags);
    return (int)CALL(SYS_openat, AT_FDCWD, path, flags, argument);
}

int openat(int folder, const char *path, int flags, ...)
{
    OPTIONAL_ARGUMENT(flags);
    return (int)CALL(SYS_openat, folder, path, flags, argument);
}

int access(const char *path, int mode)
{
    return (int)CALL(SYS_faccessat, AT_FDCWD, path, mode);
}

int dup3(int fd, int as, int flags)
{
    return (int)CALL(SYS_dup3, fd, as, flags);
}

int close(int fd)
{
    return (int)CALL(SYS_close, fd);
}

ssize_t read(int fd, void *buf, size_t size)
{
    return CALL(SYS_read, fd, buf, size);
}

ssize_t write(int fd, const void *buf, size_t size)
{
    return CALL(SYS_write, fd, buf, size);
}

ssize_t pread(int fd, void *buf, size_t size, off_t offset)
{
    return CALL(SYS_pread64, fd, buf, size, offset);
}

ssize_t pwrite(int fd, const void *buf, size_t size, off_t offset)
{
    return CALL(SYS_pwrite64, fd, buf, size, offset);
}

off_t lseek(int fd, off_t offset, int whence)
{
    return CALL(SYS_lseek, fd, offset, whence);
}

int ftruncate(int fd, off_t size)
{
    return (int)CALL(SYS_ftruncate, fd, size);
}

int fcntl(int fd, int command, ...)
{
    OPTIONAL_ARGUMENT(command);
    return (int)CALL(SYS_fcntl, fd, command, argument);
}

int ioctl(int fd, int request, ...)
{
    OPTIONAL_ARGUMENT(request);
    return (int)CALL(SYS_ioctl, fd, (unsigned)request, argument);
}

int prctl(int option, ...)
{
    long a[4];
    va_list args;
    va_start(args, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    return (int)CALL(SYS_prctl, option, a[0], a[1], a[2], a[3]);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
    return (void *)CALL(SYS_mmap, at, size, prot, flags, fd, offset);
}

int munmap(void *at, size_t size)
{
    return (int)CALL(SYS_munmap, at, size);
}

int mprotect(void *at, size_t size, int prot)
{
    return (int)CALL(SYS_mprotect, at, size, prot);
}

int madvise(void *at, size_t size, int advice)
{
    return (int)CALL(SYS_madvise, at, size, advice);
}

int socket(int domain, int type, int protocol)
{
    return (int)CALL(SYS_socket, domain, type, protocol);
}

ssize_t getrandom(void *buf, size_t size, unsigned flags)
{
    return CALL(SYS_getrandom, buf, size, flags);
}

pid_t getpid(void)
{
    return (pid_t)CALL(SYS_getpid, 0);
}

int personality(unsigned long persona)
{
    return (int)CALL(SYS_personality, persona);
}

int kill(pid_t pid, int number)
{
    return (int)CALL(SYS_kill, pid, number);
}

int raise(int number)
{
    return kill(getpid(), number);
}

int epoll_create1(int flags)
{
    return (int)CALL(SYS_epoll_create1, flags);
}

int epoll_ctl(int epoll, int op, int fd, struct epoll_event *event)
{
    return (int)CALL(SYS_epoll_ctl, epoll, op, fd, event);
}

int epoll_pwait(int epoll, struct epoll_event *events, int count, int timeout,
                const sigset_t *mask)
{
    return (int)CALL(SYS_epoll_pwait, epoll, events, count, timeout, mask,
                     _NSIG / 8);
}

int epoll_wait(int epoll, struct epoll_event *events, int count, int timeout)
{
    return epoll_pwait(epoll, events, count, timeout, NULL);
}

int timerfd_create(int clock, int flags)
{
    return (int)CALL(SYS_timerfd_create, clock, flags);
}

int timerfd_settime(int fd, int flags, const struct itimerspec *value,
                    struct itimerspec *old)
{
    return (int)CALL(SYS_timerfd_settime, fd, flags, value, old);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    return (int)CALL(SYS_clock_gettime, clock, now);
}

int eventfd(unsigned count, int flags)
{
    return (int)CALL(SYS_eventfd2, count, flags);
}

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
          const sigset_t *mask)
{
    return (int)CALL(SYS_ppoll, fds, count, timeout, mask, _NSIG / 8);
}

int fstat(int fd, struct stat *info)
{
    return (int)CALL(SYS_fstat, fd, info);
}
