/* SPDX-License-Identifier: ISC */
/* Block devices are descriptors that the tender's filter limits to whole
 * blocks inside the device. */

#include "bindings.h"
#include "sys.h"

solo5_result_t solo5_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    if (!device || !manifest_block_io_ok(device, offset, size))
        return SOLO5_R_EINVAL;
    long written = sys_pwrite64(device->b.hostfd, buf, size, offset);
    return written == (long)size ? SOLO5_R_OK : SOLO5_R_EUNSPEC;
}

solo5_result_t solo5_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    if (!device || !manifest_block_io_ok(device, offset, size))
        return SOLO5_R_EINVAL;
    long got = sys_pread64(device->b.hostfd, buf, size, offset);
    return got == (long)size ? SOLO5_R_OK : SOLO5_R_EUNSPEC;
}
