/* SPDX-License-Identifier: ISC */
/* As many devices as a manifest can hold, each with its own handle. */

#include "test.h"

#define DEVICES 63

static bool works(unsigned number, solo5_handle_set_t *seen)
{
    char name[] = "storageNN";
    struct solo5_block_info info;
    solo5_handle_t handle;
    name[7] = (char)('0' + (number < 10 ? number : number / 10));
    name[8] = (char)(number < 10 ? 0 : '0' + number % 10);
    if (solo5_block_acquire(name, &handle, &info) != SOLO5_R_OK)
        return false;
    solo5_handle_set_t bit = (solo5_handle_set_t)1 << handle;
    bool is_new = !(*seen & bit);
    *seen |= bit;
    uint8_t block[512];
    return is_new &&
           solo5_block_read(handle, 0, block, sizeof block) == SOLO5_R_OK;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    solo5_handle_set_t seen = 0;
    (void)info;
    print("\n**** test_mft_maxdevices ****\n");
    for (unsigned i = 0; i < DEVICES; i++)
        CHECK(works(i, &seen));
    return success();
}
