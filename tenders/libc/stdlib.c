/* SPDX-License-Identifier: ISC */
/* Numbers from text, memory from the kernel, and the end of the program. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void exit(int status)
{
    _exit(status);
}

void abort(void)
{
    _exit(134);
}

void __assert_fail(const char *what, const char *file, int line,
                   const char *function)
{
    (void)function;
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, what);
    abort();
}

/* clang calls it where only equality is asked of memcmp. */
int bcmp(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size);
}

void __stack_chk_fail(void)
{
    static const char text[] = "stack smashing detected\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    abort();
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

static int prefix(const char **at, int base)
{
    int hex =
        (*at)[0] == '0' && ((*at)[1] | 0x20) == 'x' && digit((*at)[2]) < 16;
    if ((base == 0 || base == 16) && hex) {
        *at += 2;
        return 16;
    }
    if (base == 0)
        return **at == '0' ? 8 : 10;
    return base;
}

static unsigned long magnitude(const char *at, char **end, int base,
                               const char *start)
{
    unsigned long value = 0;
    const char *first = at;
    for (; digit(*at) < base; at++)
        if (__builtin_mul_overflow(value, (unsigned)base, &value) ||
            __builtin_add_overflow(value, (unsigned)digit(*at), &value)) {
            errno = ERANGE;
            value = ULONG_MAX;
        }
    if (end)
        *end = (char *)(at == first ? start : at);
    return value;
}

unsigned long strtoul(const char *text, char **end, int base)
{
    const char *at = text;
    while (*at == ' ' || (*at >= '\t' && *at <= '\r'))
        at++;
    int negative = *at == '-';
    at += *at == '-' || *at == '+';
    base = prefix(&at, base);
    unsigned long value = magnitude(at, end, base, text);
    return negative ? -value : value;
}

unsigned long long strtoull(const char *text, char **end, int base)
{
    return strtoul(text, end, base);
}

long strtol(const char *text, char **end, int base)
{
    return (long)strtoul(text, end, base);
}

/* Each allocation is a mapping of its own, its size in a header before it: the
 * programs here allocate a handful of times in their lives. */
#define HEADER 16

void *malloc(size_t size)
{
    if (size > SIZE_MAX - HEADER)
        return NULL;
    size_t *block = mmap(NULL, size + HEADER, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED)
        return NULL;
    *block = size + HEADER;
    return (char *)block + HEADER;
}

void *calloc(size_t count, size_t size)
{
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? NULL : malloc(bytes);
}

void free(void *block)
{
    if (block) {
        size_t *start = (size_t *)((char *)block - HEADER);
        munmap(start, *start);
    }
}

void *realloc(void *block, size_t size)
{
    char *next = malloc(size);
    if (next && block) {
        size_t old = *(size_t *)((char *)block - HEADER) - HEADER;
        memcpy(next, block, old < size ? old : size);
        free(block);
    }
    return next;
}
