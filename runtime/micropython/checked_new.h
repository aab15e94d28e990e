// SPDX-License-Identifier: ISC
// Included first where MicroPython allocates as many objects as a program asks
// for: a size that does not fit size_t is a MemoryError, and not a small block.
#ifndef ECHIS_CHECKED_NEW_H
#define ECHIS_CHECKED_NEW_H

#include <stdint.h>

#include "py/mpconfig.h"
#include "py/misc.h"

// No allocation of SIZE_MAX succeeds.
static inline size_t checked_size(size_t size, size_t count)
{
    size_t bytes;
    return __builtin_mul_overflow(size, count, &bytes) ? SIZE_MAX : bytes;
}

#undef m_new0
#define m_new0(type, num) ((type *)m_malloc0(checked_size(sizeof(type), (num))))

#endif
