/* SPDX-License-Identifier: ISC */
/* --solo5:quiet silences the bindings, --solo5:info makes them talk, and
 * neither reaches the application. */

#include "test.h"

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_quiet ****\n");
    CHECK(strcmp(info->cmdline, "mine --solo5:quiet") == 0);
    return success();
}
