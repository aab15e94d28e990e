/* SPDX-License-Identifier: ISC */
/* The canary is random, and overwriting it ends the application. */

#include "test.h"

extern uintptr_t __stack_chk_guard;

#define INITIAL 0x00ff0a0d5afe57acu

static
    __attribute__((noinline)) void overflow(volatile char *buffer, size_t size)
{
    for (size_t i = 0; i < size; i++)
        buffer[i] = 'x';
}

static __attribute__((noinline)) void victim(void)
{
    char buffer[16];
    overflow(buffer, sizeof buffer + 24);
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_ssp ****\n");
    CHECK(__stack_chk_guard != INITIAL && __stack_chk_guard >> 32 != 0);
    CHECK((__stack_chk_guard & 0xff) == 0);
    victim();
    return failure("the overflow was not seen");
}
