/* SPDX-License-Identifier: ISC */
/* Memory and strings. The copies move vectors of 16 bytes and words of eight,
 * which both CPUs load and store at any address. */

#include <stdint.h>
#include <string.h>

/* Else gcc makes calls of memcpy out of the loop in memcpy; clang is told by
 * -fno-builtin. */
#ifndef __clang__
#pragma GCC optimize("no-tree-loop-distribute-patterns")
#endif

typedef uint64_t word __attribute__((may_alias, aligned(1)));

typedef uint64_t vector __attribute__((vector_size(16), may_alias, aligned(1)));

#define WORD sizeof(word)
#define CHUNK (4 * sizeof(vector))

static inline void copy_chunk(char *to, const char *from)
{
    /* All loads first: the two may overlap in memmove. */
    vector a = ((const vector *)from)[0], b = ((const vector *)from)[1];
    vector c = ((const vector *)from)[2], d = ((const vector *)from)[3];
    ((vector *)to)[0] = a;
    ((vector *)to)[1] = b;
    ((vector *)to)[2] = c;
    ((vector *)to)[3] = d;
}

static void copy_up(char *to, const char *from, size_t size)
{
    for (; size >= CHUNK; size -= CHUNK, to += CHUNK, from += CHUNK)
        copy_chunk(to, from);
    for (; size >= WORD; size -= WORD, to += WORD, from += WORD)
        *(word *)to = *(const word *)from;
    for (; size > 0; size--)
        *to++ = *from++;
}

static void copy_down(char *to, const char *from, size_t size)
{
    for (; size >= CHUNK; size -= CHUNK)
        copy_chunk(to + size - CHUNK, from + size - CHUNK);
    for (; size >= WORD; size -= WORD)
        *(word *)(to + size - WORD) = *(const word *)(from + size - WORD);
    while (size-- > 0)
        to[size] = from[size];
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    copy_up(to, from, size);
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    /* Unsigned, so that it is also true where to lies below from. */
    if ((uintptr_t)to - (uintptr_t)from >= size)
        copy_up(to, from, size);
    else
        copy_down(to, from, size);
    return to;
}

void *memset(void *to, int byte, size_t size)
{
    char *p = to;
    word pattern = (unsigned char)byte * (UINT64_MAX / 255);
    for (; size >= WORD; size -= WORD, p += WORD)
        *(word *)p = pattern;
    for (; size > 0; size--)
        *p++ = (char)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const unsigned char *p = a, *q = b;
    for (; size >= WORD && *(const word *)p == *(const word *)q; size -= WORD)
        p += WORD, q += WORD;
    for (; size > 0; size--, p++, q++)
        if (*p != *q)
            return *p - *q;
    return 0;
}

void *memchr(const void *in, int byte, size_t size)
{
    const unsigned char *p = in;
    for (; size > 0; size--, p++)
        if (*p == (unsigned char)byte)
            return (void *)(uintptr_t)p;
    return NULL;
}

size_t strlen(const char *text)
{
    const char *end = text;
    while (*end)
        end++;
    return (size_t)(end - text);
}

size_t strnlen(const char *text, size_t limit)
{
    size_t length = 0;
    while (length < limit && text[length])
        length++;
    return length;
}

int strcmp(const char *a, const char *b)
{
    for (; *a && *a == *b; a++)
        b++;
    return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t limit)
{
    for (; limit > 0; limit--, a++, b++)
        if (*a != *b || !*a)
            return (unsigned char)*a - (unsigned char)*b;
    return 0;
}

char *strcpy(char *restrict to, const char *restrict from)
{
    memcpy(to, from, strlen(from) + 1);
    return to;
}

char *strncpy(char *restrict to, const char *restrict from, size_t size)
{
    size_t length = strnlen(from, size);
    memcpy(to, from, length);
    memset(to + length, 0, size - length);
    return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t limit)
{
    size_t end = strlen(to), length = strnlen(from, limit);
    memcpy(to + end, from, length);
    to[end + length] = 0;
    return to;
}

char *strchr(const char *in, int byte)
{
    for (; *in != (char)byte; in++)
        if (!*in)
            return NULL;
    return (char *)(uintptr_t)in;
}

char *strrchr(const char *in, int byte)
{
    const char *last = NULL;
    do
        if (*in == (char)byte)
            last = in;
    while (*in++);
    return (char *)(uintptr_t)last;
}

char *strstr(const char *in, const char *what)
{
    size_t length = strlen(what);
    for (; strncmp(in, what, length) != 0; in++)
        if (!*in)
            return NULL;
    return (char *)(uintptr_t)in;
}

size_t strspn(const char *text, const char *accept)
{
    size_t length = 0;
    while (text[length] && strchr(accept, text[length]))
        length++;
    return length;
}

size_t strcspn(const char *text, const char *reject)
{
    size_t length = 0;
    while (text[length] && !strchr(reject, text[length]))
        length++;
    return length;
}

char *strpbrk(const char *text, const char *accept)
{
    text += strcspn(text, accept);
    return *text ? (char *)(uintptr_t)text : NULL;
}
