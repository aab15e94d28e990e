/* SPDX-License-Identifier: ISC */
/* A device that is read-only is read to its last block, and keeps what it has.
 */

#include "echis.h"
#include "test.h"

#define SIZE 4096u

static uint8_t ones[SIZE], got[SIZE];
static struct solo5_block_info device;
static solo5_handle_t disk;

/* The host has written nothing but zeroes. */
static bool is_zero(solo5_off_t offset)
{
    memset(got, 1, sizeof got);
    if (solo5_block_read(disk, offset, got, device.block_size) != SOLO5_R_OK)
        return false;
    for (size_t i = 0; i < device.block_size; i++)
        if (got[i])
            return false;
    return true;
}

static bool keeps(solo5_off_t offset)
{
    return solo5_block_write(disk, offset, ones, device.block_size) ==
               SOLO5_R_EUNSPEC &&
           is_zero(offset);
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_readonly ****\n");
    memset(ones, 1, sizeof ones);
    CHECK(solo5_block_acquire("storage", &disk, &device) == SOLO5_R_OK);
    CHECK(device.block_size <= SIZE);
    CHECK(keeps(0) && keeps(device.capacity - device.block_size));
    CHECK(echis_block_flush(disk) == SOLO5_R_OK);
    CHECK(solo5_block_write(disk, 1, ones, device.block_size) ==
          SOLO5_R_EINVAL);
    return success();
}
