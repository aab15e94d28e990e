// SPDX-License-Identifier: ISC
// Memory, ends of the program, and numbers, for C modules.
#ifndef ECHIS_LIBC_STDLIB_H
#define ECHIS_LIBC_STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1

// Blocks live in Python's heap but are never collected; NULL when it is full.
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);

void abort(void) __attribute__((noreturn));
void exit(int status) __attribute__((noreturn));

static inline int abs(int x)
{
    return x < 0 ? -x : x;
}

#endif
