/* SPDX-License-Identifier: ISC */
/* The stack ends in an unmapped page: recursion without end faults, and
 * does not run into other memory. */

#include "test.h"

static __attribute__((noinline)) uint64_t sum(volatile uint64_t *above)
{
    volatile uint64_t here[64];
    for (size_t i = 0; i < 64; i++)
        here[i] = above[i] + 1;
    return here[0] ? sum(here) + here[0] : 0;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_stackguard ****\n");
    volatile uint64_t first[64] = { 0 };
    print("FAULT DUE\n");
    sum(first);
    return failure("the stack has no end");
}
