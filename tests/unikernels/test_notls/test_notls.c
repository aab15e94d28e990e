/* SPDX-License-Identifier: ISC */
/* Thread-local variables fault before they are set up. */

#include "test.h"

static __thread volatile int variable;

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_notls ****\n");
    print("FAULT DUE\n");
    variable = 1;
    return failure("there is memory behind the thread pointer");
}
