/* SPDX-License-Identifier: ISC */
/* Network devices, one hypercall a frame. */

#include "bindings.h"
#include "hypercall.h"

static size_t frame_size(const struct mft_entry *device)
{
    return device->u.net_basic.mtu + (size_t)SOLO5_NET_HLEN;
}

solo5_result_t solo5_net_write(solo5_handle_t handle, const uint8_t *buf,
                               size_t size)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    if (!device || size > frame_size(device))
        return SOLO5_R_EINVAL;
    struct hvt_hc_net_write call = {
        .handle = handle,
        .data = (hvt_gpa_t)buf,
        .len = size,
        .ret = SOLO5_R_EUNSPEC,
    };
    hypercall(HVT_HYPERCALL_NET_WRITE, &call);
    /* What the host has no room for is dropped. */
    return call.ret == SOLO5_R_AGAIN ? SOLO5_R_OK : (solo5_result_t)call.ret;
}

solo5_result_t solo5_net_read(solo5_handle_t handle, uint8_t *buf, size_t size,
                              size_t *read_size)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    if (!device || size < frame_size(device))
        return SOLO5_R_EINVAL;
    struct hvt_hc_net_read call = {
        .handle = handle,
        .data = (hvt_gpa_t)buf,
        .len = size,
        .ret = SOLO5_R_EUNSPEC,
    };
    hypercall(HVT_HYPERCALL_NET_READ, &call);
    *read_size = call.len;
    return (solo5_result_t)call.ret;
}

void solo5_yield(solo5_time_t deadline, solo5_handle_set_t *ready_set)
{
    solo5_time_t now = solo5_clock_monotonic();
    struct hvt_hc_poll call = {
        .timeout_nsecs = deadline > now ? deadline - now : 0,
    };
    hypercall(HVT_HYPERCALL_POLL, &call);
    if (ready_set)
        *ready_set = call.ready_set;
}
