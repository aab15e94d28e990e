/* SPDX-License-Identifier: ISC */
/* One block, on targets whose host takes many a request. */

#include "bindings.h"
#include "echis.h"

static bool is_one(solo5_handle_t handle, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    return device && size == device->u.block_basic.block_size;
}

solo5_result_t solo5_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    return is_one(handle, size) ? echis_block_write(handle, offset, buf, size)
                                : SOLO5_R_EINVAL;
}

solo5_result_t solo5_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    return is_one(handle, size) ? echis_block_read(handle, offset, buf, size)
                                : SOLO5_R_EINVAL;
}
