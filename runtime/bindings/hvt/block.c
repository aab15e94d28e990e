/* SPDX-License-Identifier: ISC */
/* Block devices, one hypercall a block. */

#include "bindings.h"
#include "hypercall.h"

solo5_result_t solo5_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    if (!device || !manifest_block_io_ok(device, offset, size))
        return SOLO5_R_EINVAL;
    struct hvt_hc_block_write call = {
        .handle = handle,
        .offset = offset,
        .data = (hvt_gpa_t)buf,
        .len = size,
        .ret = SOLO5_R_EUNSPEC,
    };
    hypercall(HVT_HYPERCALL_BLOCK_WRITE, &call);
    return (solo5_result_t)call.ret;
}

solo5_result_t solo5_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    if (!device || !manifest_block_io_ok(device, offset, size))
        return SOLO5_R_EINVAL;
    struct hvt_hc_block_read call = {
        .handle = handle,
        .offset = offset,
        .data = (hvt_gpa_t)buf,
        .len = size,
        .ret = SOLO5_R_EUNSPEC,
    };
    hypercall(HVT_HYPERCALL_BLOCK_READ, &call);
    return (solo5_result_t)call.ret;
}
