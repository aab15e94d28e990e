/* SPDX-License-Identifier: ISC */
/* Nothing is mapped at address 0. */

#include "test.h"

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_zeropage ****\n");
    volatile uint64_t *volatile null = (volatile uint64_t *)8;
    print("FAULT DUE\n");
    *null = 1;
    return failure("the zero page is writable");
}
