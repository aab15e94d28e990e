/* SPDX-License-Identifier: ISC */
/* What the CPU refuses ends the application. */

#include "test.h"

/* Outside of every address space: not canonical on x86_64, and beyond the
 * translated addresses on aarch64 even without its top byte. */
#define NOWHERE 0x5a5a5a5a5a5a0000u

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_exception ****\n");
    if (strcmp(info->cmdline, "instruction") == 0)
        __builtin_trap();
    else
        *(volatile uint64_t *)NOWHERE = 1;
    return failure("no exception");
}
