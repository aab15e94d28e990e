// SPDX-License-Identifier: ISC
// ssize_t, all that MicroPython's streams take from here.
#ifndef ECHIS_LIBC_UNISTD_H
#define ECHIS_LIBC_UNISTD_H

#include <sys/types.h>

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#endif
