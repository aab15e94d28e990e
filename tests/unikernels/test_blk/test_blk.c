/* SPDX-License-Identifier: ISC */
/* Blocks keep what is written, and nothing but whole blocks inside the device
 * is transferred. The argument is the block size that the device must have. */

#include "test.h"

#define BLOCK_MAX 32768

static uint8_t written[2 * BLOCK_MAX], got[2 * BLOCK_MAX];
static struct solo5_block_info device;
static solo5_handle_t disk;

static uint64_t parse(const char *digits)
{
    uint64_t number = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++)
        number = number * 10 + (uint64_t)(*digits - '0');
    return number;
}

static void fill(uint64_t seed)
{
    for (size_t i = 0; i < device.block_size; i++)
        written[i] = (uint8_t)(seed / device.block_size + i * 7);
}

static bool write_at(solo5_off_t offset)
{
    fill(offset);
    return solo5_block_write(disk, offset, written, device.block_size) ==
           SOLO5_R_OK;
}

static bool is_kept(solo5_off_t offset)
{
    fill(offset);
    memset(got, 0, sizeof got);
    return solo5_block_read(disk, offset, got, device.block_size) ==
               SOLO5_R_OK &&
           memcmp(got, written, device.block_size) == 0;
}

/* Every tenth block, and the last. All are written before any is read. */
static bool keeps_blocks(void)
{
    solo5_off_t step = 10 * device.block_size;
    solo5_off_t last = device.capacity - device.block_size;
    for (solo5_off_t at = 0; at < device.capacity; at += step)
        if (!write_at(at))
            return false;
    if (!write_at(last) || !is_kept(last))
        return false;
    for (solo5_off_t at = 0; at < device.capacity; at += step)
        if (!is_kept(at))
            return false;
    return true;
}

static bool refuses(solo5_off_t offset, size_t size)
{
    return solo5_block_read(disk, offset, got, size) != SOLO5_R_OK &&
           solo5_block_write(disk, offset, written, size) != SOLO5_R_OK;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    solo5_handle_t again;
    print("\n**** test_blk ****\n");
    CHECK(solo5_block_read(1, 0, got, 512) == SOLO5_R_EINVAL);
    CHECK(solo5_block_acquire("nosuch", &disk, &device) == SOLO5_R_EINVAL);
    CHECK(solo5_block_acquire("storage", &disk, &device) == SOLO5_R_OK);
    CHECK(solo5_block_acquire("storage", &again, &device) == SOLO5_R_EINVAL);
    size_t size = device.block_size;
    CHECK(size == parse(info->cmdline) && size <= BLOCK_MAX);
    CHECK(device.capacity % size == 0 && device.capacity >= 20 * size);
    CHECK(keeps_blocks());
    CHECK(refuses(device.capacity, size));
    CHECK(refuses(device.capacity - size + 1, size));
    CHECK(refuses(0 - (solo5_off_t)size, size));
    CHECK(refuses(0, size - 1) && refuses(0, size + 1));
    CHECK(refuses(0, 2 * size) && refuses(0, 0));
    CHECK(refuses(size / 2, size) && refuses(1, size));
    CHECK(solo5_block_read(disk + 1, 0, got, size) == SOLO5_R_EINVAL);
    return success();
}
