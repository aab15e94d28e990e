/* SPDX-License-Identifier: ISC */
/* Constants are not writable. */

#include "test.h"

static const uint64_t constant = 42;

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_rnow ****\n");
    volatile uint64_t *volatile p = (volatile uint64_t *)(uintptr_t)&constant;
    CHECK(*p == 42);
    print("FAULT DUE\n");
    *p = 1;
    return failure("a constant was written");
}
