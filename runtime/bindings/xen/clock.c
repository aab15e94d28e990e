/* SPDX-License-Identifier: ISC */
/* Time, from the page that Xen shares with the domain. */

#include "xen.h"

#include "machine/pvclock.h"

_Static_assert(sizeof(struct pvclock) == sizeof(struct vcpu_time_info),
               "pvclock");

solo5_time_t solo5_clock_monotonic(void)
{
    return pvclock_read((const struct pvclock *)&shared->vcpu_info[0].time);
}

/* The wall time of monotonic zero; odd versions are being written. */
static uint64_t wall_start(void)
{
    uint32_t version;
    uint64_t start;
    do {
        version = shared->wc_version;
        barrier_read();
        uint64_t seconds =
            (uint64_t)shared->xen_wc_sec_hi << 32 | shared->wc_sec;
        start = seconds * NSEC_PER_SEC + shared->wc_nsec;
        barrier_read();
    } while (version & 1 || version != shared->wc_version);
    return start;
}

solo5_time_t solo5_clock_wall(void)
{
    return wall_start() + solo5_clock_monotonic();
}
