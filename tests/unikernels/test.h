/* SPDX-License-Identifier: ISC */
/* What every property test prints, on solo5.h and string.h only. */
#ifndef TEST_H
#define TEST_H

#include <string.h>

#include "solo5.h"

static inline void print(const char *text)
{
    solo5_console_write(text, strlen(text));
}

static inline void print_number(uint64_t number)
{
    char digits[21];
    char *p = digits + sizeof digits - 1;
    *p = 0;
    do
        *--p = (char)('0' + number % 10);
    while (number /= 10);
    print(p);
}

/* What the harness looks for, and the status it expects with it. */
static inline int success(void)
{
    print("SUCCESS\n");
    return SOLO5_EXIT_SUCCESS;
}

/* Returned from main, or reached although a fault was due before. */
static inline int failure(const char *why)
{
    print("FAILURE: ");
    print(why);
    print("\n");
    return SOLO5_EXIT_FAILURE;
}

/* In main: ends the test unless condition holds. */
#define CHECK(condition)                                                       \
    do {                                                                       \
        if (!(condition))                                                      \
            return failure(#condition);                                        \
    } while (0)

#endif
