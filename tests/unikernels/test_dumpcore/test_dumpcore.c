/* SPDX-License-Identifier: ISC */
/* An abort and a trap leave a core file, where the tender was asked to. */

#include "test.h"

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_dumpcore ****\n");
    if (strcmp(info->cmdline, "trap") == 0)
        __builtin_trap();
    solo5_abort();
}
