/* SPDX-License-Identifier: ISC */
/* Many blocks in one call are what they are one by one, however many, and
 * nothing but whole blocks inside the device is transferred. */

#include "echis.h"
#include "test.h"

/* Of several requests, where a host takes 64 KiB in one. */
#define MOST (300u << 10)

static uint8_t written[MOST], got[MOST];
static struct solo5_block_info device;
static solo5_handle_t disk;

static void fill(uint64_t seed, size_t size)
{
    for (size_t i = 0; i < size; i++)
        written[i] = (uint8_t)(seed + i * 7 + i / device.block_size);
    memset(got, 0, size);
}

/* Written together, read one by one. */
static bool are_kept(solo5_off_t offset, size_t size)
{
    fill(offset, size);
    if (echis_block_write(disk, offset, written, size) != SOLO5_R_OK)
        return false;
    for (size_t at = 0; at < size; at += device.block_size)
        if (solo5_block_read(disk, offset + at, got + at, device.block_size) !=
            SOLO5_R_OK)
            return false;
    return memcmp(got, written, size) == 0;
}

/* Written one by one, read together. */
static bool are_found(solo5_off_t offset, size_t size)
{
    fill(offset + 1, size);
    for (size_t at = 0; at < size; at += device.block_size)
        if (solo5_block_write(disk, offset + at, written + at,
                              device.block_size) != SOLO5_R_OK)
            return false;
    return echis_block_read(disk, offset, got, size) == SOLO5_R_OK &&
           memcmp(got, written, size) == 0;
}

static bool refuses(solo5_off_t offset, size_t size)
{
    return echis_block_read(disk, offset, got, size) == SOLO5_R_EINVAL &&
           echis_block_write(disk, offset, written, size) == SOLO5_R_EINVAL;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_blocks ****\n");
    CHECK(refuses(0, 1024));
    CHECK(echis_block_flush(disk) == SOLO5_R_EINVAL);
    CHECK(solo5_block_acquire("storage", &disk, &device) == SOLO5_R_OK);
    size_t one = device.block_size, most = MOST / one * one;
    solo5_off_t end = device.capacity;
    CHECK(most > 3 * one && end >= 3 * most);
    CHECK(are_kept(0, one) && are_found(one, one));
    CHECK(are_kept(one, 3 * one) && are_found(2 * one, 3 * one));
    CHECK(are_kept(5 * one, most) && are_found(most + one, most));
    CHECK(are_kept(end - most, most) && are_found(end - 3 * one, 3 * one));
    CHECK(echis_block_flush(disk) == SOLO5_R_OK);
    CHECK(echis_block_flush(disk + 1) == SOLO5_R_EINVAL);
    CHECK(refuses(0, 0) && refuses(0, 3 * one - 1) && refuses(0, one + 1));
    CHECK(refuses(one / 2, 2 * one) && refuses(end, one));
    CHECK(refuses(end - one, 2 * one));
    CHECK(refuses(one, (size_t)0 - one) && refuses(0 - (solo5_off_t)one, one));
    CHECK(echis_block_read(disk + 1, 0, got, one) == SOLO5_R_EINVAL);
    return success();
}
