/* SPDX-License-Identifier: ISC */
/* Many blocks, on targets whose host takes one a request, and keeps it as it
 * likes. */

#include "bindings.h"
#include "echis.h"

/* The size of its blocks; 0 where these cannot be transferred. */
static size_t step_of(solo5_handle_t handle, solo5_off_t offset, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    return device && manifest_blocks_io_ok(device, offset, size)
               ? device->u.block_basic.block_size
               : 0;
}

solo5_result_t echis_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    size_t step = step_of(handle, offset, size);
    solo5_result_t result = step ? SOLO5_R_OK : SOLO5_R_EINVAL;
    for (size_t at = 0; result == SOLO5_R_OK && at < size; at += step)
        result = solo5_block_write(handle, offset + at, buf + at, step);
    return result;
}

solo5_result_t echis_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    size_t step = step_of(handle, offset, size);
    solo5_result_t result = step ? SOLO5_R_OK : SOLO5_R_EINVAL;
    for (size_t at = 0; result == SOLO5_R_OK && at < size; at += step)
        result = solo5_block_read(handle, offset + at, buf + at, step);
    return result;
}

solo5_result_t echis_block_flush(solo5_handle_t handle)
{
    return manifest_device(handle, MFT_DEV_BLOCK_BASIC) ? SOLO5_R_OK
                                                        : SOLO5_R_EINVAL;
}
