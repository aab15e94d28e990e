/* SPDX-License-Identifier: ISC */
/* Network devices are descriptors in the tender's epoll set; so is a timer,
 * because epoll itself counts milliseconds only. */

#include "spt.h"

#include "bindings.h"
#include "sys.h"

static int epollfd, timerfd, most_events;

void net_init(const struct spt_boot_info *boot)
{
    epollfd = boot->epollfd;
    timerfd = boot->timerfd;
    most_events = (int)manifest_count(MFT_DEV_NET_BASIC) + 1;
}

static size_t frame_size(const struct mft_entry *device)
{
    return device->u.net_basic.mtu + (size_t)SOLO5_NET_HLEN;
}

/* No room in the host's queue, or the link is down. */
static bool is_drop(long result)
{
    return result == SYS_EAGAIN || result == SYS_ENOBUFS || result == SYS_EIO;
}

solo5_result_t solo5_net_write(solo5_handle_t handle, const uint8_t *buf,
                               size_t size)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    if (!device || size > frame_size(device))
        return SOLO5_R_EINVAL;
    long written = sys_write(device->b.hostfd, buf, size);
    return written == (long)size || is_drop(written) ? SOLO5_R_OK
                                                     : SOLO5_R_EUNSPEC;
}

solo5_result_t solo5_net_read(solo5_handle_t handle, uint8_t *buf, size_t size,
                              size_t *read_size)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    if (!device || size < frame_size(device))
        return SOLO5_R_EINVAL;
    long got = sys_read(device->b.hostfd, buf, size);
    if (got == SYS_EAGAIN)
        return SOLO5_R_AGAIN;
    if (got < 0)
        return SOLO5_R_EUNSPEC;
    *read_size = (size_t)got;
    return SOLO5_R_OK;
}

/* A timer of zero would be disarmed, and the wait endless. */
static void arm_timer(solo5_time_t deadline)
{
    if (deadline == 0)
        deadline = 1;
    struct sys_itimerspec timer = {
        .it_value = { .tv_sec = (int64_t)(deadline / NSEC_PER_SEC),
                      .tv_nsec = (int64_t)(deadline % NSEC_PER_SEC) },
    };
    REQUIRE(sys_timerfd_settime(timerfd, SYS_TFD_ABSTIME, &timer) == 0);
}

static long wait_for_events(struct sys_epoll_event *events)
{
    long count;
    do
        count = sys_epoll_pwait(epollfd, events, most_events);
    while (count == SYS_EINTR);
    REQUIRE(count >= 0);
    return count;
}

void solo5_yield(solo5_time_t deadline, solo5_handle_set_t *ready_set)
{
    struct sys_epoll_event events[MFT_MAX_ENTRIES];
    solo5_handle_set_t ready = 0;
    arm_timer(deadline);
    long count = wait_for_events(events);
    for (long i = 0; i < count; i++)
        if (events[i].data != SPT_INTERNAL_TIMERFD)
            ready |= (solo5_handle_set_t)1 << events[i].data;
    if (ready_set)
        *ready_set = ready;
}
