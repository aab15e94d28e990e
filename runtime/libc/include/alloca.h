// SPDX-License-Identifier: ISC
// alloca for MicroPython's local buffers.
#ifndef ECHIS_LIBC_ALLOCA_H
#define ECHIS_LIBC_ALLOCA_H

#define alloca(size) __builtin_alloca(size)

#endif
