/* SPDX-License-Identifier: ISC */
/* Linux's clocks. There is no vDSO here: each reading is a system call. */

#include "bindings.h"
#include "sys.h"

static solo5_time_t read_clock(int clock)
{
    struct sys_timespec now;
    REQUIRE(sys_clock_gettime(clock, &now) == 0);
    return (uint64_t)now.tv_sec * NSEC_PER_SEC + (uint64_t)now.tv_nsec;
}

solo5_time_t solo5_clock_monotonic(void)
{
    return read_clock(SYS_CLOCK_MONOTONIC);
}

solo5_time_t solo5_clock_wall(void)
{
    return read_clock(SYS_CLOCK_REALTIME);
}
