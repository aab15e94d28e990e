/* SPDX-License-Identifier: ISC */
/* Constants are not executable. */

#include "test.h"

void constant_code(void); /* in code.S */

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_rnox ****\n");
    print("FAULT DUE\n");
    constant_code();
    return failure("a constant was executed");
}
