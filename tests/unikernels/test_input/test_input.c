/* SPDX-License-Identifier: ISC */
/* Console input wakes who waits for it, up to a full stop. With the argument
 * "none": the console has no input, and says so. */

#include "echis.h"
#include "test.h"

static bool show(void)
{
    char text[16];
    size_t size;
    solo5_handle_set_t ready = 1;
    while (echis_console_read(text, sizeof text - 1, &size) == SOLO5_R_AGAIN) {
        solo5_yield(UINT64_MAX, &ready);
        if (ready != 0)
            return false;
    }
    text[size] = 0;
    print("got ");
    print(text);
    print("\n");
    return text[size - 1] != '.';
}

int solo5_app_main(const struct solo5_start_info *info)
{
    char byte;
    size_t size;
    print("\n**** test_input ****\n");
    if (strcmp(info->cmdline, "none") == 0) {
        CHECK(echis_console_read(&byte, 1, &size) == SOLO5_R_EUNSPEC);
        return success();
    }
    while (show())
        ;
    return success();
}
