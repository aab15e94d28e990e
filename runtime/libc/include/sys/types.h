// SPDX-License-Identifier: ISC
// Sizes that may be negative.
#ifndef ECHIS_LIBC_SYS_TYPES_H
#define ECHIS_LIBC_SYS_TYPES_H

#include <stddef.h>

typedef long ssize_t;
typedef long off_t;

#endif
