// SPDX-License-Identifier: ISC
// malloc on MicroPython's tracked blocks: one heap for C and Python, so that
// neither starves beside the other's free memory. For third-party C modules;
// MicroPython's core does not call it.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "py/gc.h"
#include "py/misc.h"

// Before each block: its size, padded to keep the alignment of malloc.
#define HEADER 16u

void *malloc(size_t size)
{
    if (size > SIZE_MAX - HEADER)
        return NULL;
    char *block = m_tracked_calloc(1, size + HEADER);
    if (!block)
        return NULL;
    *(size_t *)block = size;
    return block + HEADER;
}

void *calloc(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        return NULL;
    return malloc(total);
}

void free(void *block)
{
    if (block)
        m_tracked_free((char *)block - HEADER);
}

void *realloc(void *block, size_t size)
{
    void *bigger = malloc(size);
    if (!block || !bigger)
        return bigger;
    size_t old = *(size_t *)((char *)block - HEADER);
    memcpy(bigger, block, old < size ? old : size);
    free(block);
    return bigger;
}
