/* SPDX-License-Identifier: ISC */
/* Most changes hit the headers and the notes, at the places and sizes of their
 * fields, with the values that readers get wrong. */
#include "mutate.h"

#include <string.h>

#define HEADERS 64
#define PHDR 56

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static uint64_t interesting(uint64_t *state, uint64_t old)
{
    static const uint64_t values[] = {
        0,          1,          2,          7,
        8,          16,         19,         20,
        23,         24,         0x7f,       0xff,
        0xfff,      0x1000,     0x7fff,     0xffff,
        0x10000,    0xfffff,    0x100000,   0x200000,
        0x3fffff,   0x400000,   0x7fffffff, 0x80000000,
        0xffffffff, 1ull << 32, 1ull << 40, 0x7fffffffffffffff,
        1ull << 63, ~0ull,      ~0xfffull,  ~0xfull,
    };
    uint64_t choice = next(state);
    switch (choice % 4) {
    case 0:
        return values[(choice >> 8) % (sizeof values / sizeof *values)];
    case 1:
        return old ^ (1ull << ((choice >> 8) % 64));
    case 2:
        return old + (choice >> 8) % 33 - 16;
    default:
        return next(state);
    }
}

/* A program header's start, or one of the two notes', or anywhere. */
static size_t place(uint64_t *state, const uint8_t *data, size_t size)
{
    uint64_t choice = next(state);
    unsigned count = data[56] < 16 ? data[56] : 16;
    uint64_t start;
    switch (choice % 8) {
    case 0:
        return (choice >> 8) % HEADERS;
    case 1:
    case 2:
    case 3:
        return HEADERS + (choice >> 8) % (count * PHDR + 1);
    case 4:
    case 5:
    case 6:
        memcpy(&start, data + HEADERS + (choice >> 8) % (count + 1) * PHDR + 8,
               sizeof start);
        return (size_t)(start + (next(state) % 400));
    default:
        return (choice >> 8) % size;
    }
}

/* Fields lie at multiples of their sizes: 1, 2, 4 or 8 bytes. */
static void change(uint64_t *state, uint8_t *data, size_t size)
{
    size_t width = (size_t)1 << (next(state) % 4);
    size_t at = place(state, data, size) & ~(width - 1);
    uint64_t value = 0;
    if (at > size - width)
        return;
    memcpy(&value, data + at, width);
    value = interesting(state, value);
    memcpy(data + at, &value, width);
}

size_t mutate(uint8_t *data, size_t size, uint64_t seed)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15ull + 1;
    for (unsigned i = 0; i < 8; i++)
        next(&state);
    unsigned changes = 1 + next(&state) % 4;
    for (unsigned i = 0; i < changes; i++)
        change(&state, data, size);
    if (next(&state) % 16 == 0)
        return (size_t)(next(&state) % size);
    return size;
}
