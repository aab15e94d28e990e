/* SPDX-License-Identifier: ISC */
/* What differs between the processors: the system call instruction. */
#ifndef LIBC_ARCH_H
#define LIBC_ARCH_H

/* Returns what the kernel returns: a negative errno on failure. */
long raw_syscall(long number, long a, long b, long c, long d, long e, long f);

#endif
