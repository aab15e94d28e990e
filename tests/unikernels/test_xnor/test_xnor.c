/* SPDX-License-Identifier: ISC */
/* Code is not readable. */

#include "test.h"

static __attribute__((noinline)) void nothing(void)
{
    __asm__ volatile("");
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_xnor ****\n");
    nothing();
    print("FAULT DUE\n");
    (void)*(volatile unsigned char *)nothing;
    return failure("code was read");
}
