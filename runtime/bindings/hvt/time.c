/* SPDX-License-Identifier: ISC */
/* Monotonic time is the CPU's cycle counter, at the rate that the tender gives;
 * reading it leaves the guest not at all. Wall time is the host's. */

#include "bindings.h"
#include "cpu.h"
#include "hvt.h"
#include "hypercall.h"

/* Nanoseconds per cycle, as a fraction of 2^32. */
#define SHIFT 32
static uint64_t scale;

void time_init(uint64_t frequency)
{
    REQUIRE(frequency > 0);
    scale = ((uint64_t)NSEC_PER_SEC << SHIFT) / frequency;
    log_hex(LOG_DEBUG, "cycles per second: ", frequency);
}

solo5_time_t solo5_clock_monotonic(void)
{
    return (solo5_time_t)((unsigned __int128)cpu_cycles() * scale >> SHIFT);
}

solo5_time_t solo5_clock_wall(void)
{
    struct hvt_hc_walltime time = { 0 };
    hypercall(HVT_HYPERCALL_WALLTIME, &time);
    return time.nsecs;
}
