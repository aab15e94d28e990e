// SPDX-License-Identifier: ISC
// errno for third-party C. MicroPython has its own numbers (py/mperrno.h);
// these are the same ones, Linux's.
#ifndef ECHIS_LIBC_ERRNO_H
#define ECHIS_LIBC_ERRNO_H

extern int errno;

#define EPERM 1
#define ENOENT 2
#define EIO 5
#define EBADF 9
#define EAGAIN 11
#define EWOULDBLOCK EAGAIN
#define ENOMEM 12
#define EACCES 13
#define EEXIST 17
#define ENODEV 19
#define ENOTDIR 20
#define EISDIR 21
#define EINVAL 22
#define ENOSPC 28
#define EDOM 33
#define ERANGE 34
#define ENOSYS 38

#endif
