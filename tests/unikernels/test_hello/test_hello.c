/* SPDX-License-Identifier: ISC */
/* The command line arrives, the console works, and main's value is the status
 * that the host sees. */

#include <string.h>

#include "solo5.h"
#include "test.h"

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_hello ****\n");
    print("Hello, World\nCommand line is: '");
    print(info->cmdline);
    print("'\n");
    CHECK(strcmp(info->cmdline, "Hello_Solo5") == 0);
    CHECK(info->heap_start % 4096 == 0);
    return success();
}
