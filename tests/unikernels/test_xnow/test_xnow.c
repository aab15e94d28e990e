/* SPDX-License-Identifier: ISC */
/* Code is not writable. */

#include "test.h"

static __attribute__((noinline)) void nothing(void)
{
    __asm__ volatile("");
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_xnow ****\n");
    nothing();
    volatile unsigned char *code = (volatile unsigned char *)nothing;
    print("FAULT DUE\n");
    *code = *code;
    return failure("code was written");
}
