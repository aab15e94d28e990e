// SPDX-License-Identifier: ISC
// [0] * 2**61: MicroPython takes the size of a product modulo 2**64, allocates
// that much, and fills the whole product. Here such a product is a MemoryError.
// sequence.c is compiled with its function renamed (see EXTRA_FLAGS).

#include <stdint.h>

#include "py/obj.h"

void upstream_seq_multiply(const void *items, size_t item_size, size_t length,
                           size_t times, void *product);

void mp_seq_multiply(const void *items, size_t item_size, size_t length,
                     size_t times, void *product)
{
    size_t size;
    if (__builtin_mul_overflow(length, times, &size) ||
        __builtin_mul_overflow(size, item_size, &size))
        m_malloc_fail(SIZE_MAX);
    upstream_seq_multiply(items, item_size, length, times, product);
}
