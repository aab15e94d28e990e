/* SPDX-License-Identifier: ISC */
/* Monotonic time is the generic timer's virtual count, at the rate that it
 * tells; wall time the PL031's (Arm DDI 0224) at boot, which has seconds. */

#include "clock.h"

#include "bindings.h"
#include "board.h"
#include "cpu.h"
#include "machine.h"

/* A fraction of 2^32. */
#define SHIFT 32

static uint64_t frequency, scale, wall_start;

void clock_init(void)
{
    __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
    REQUIRE(frequency > 0);
    scale = ((uint64_t)NSEC_PER_SEC << SHIFT) / frequency;
    if (board.rtc)
        wall_start = *(volatile uint32_t *)board.rtc * (uint64_t)NSEC_PER_SEC -
                     solo5_clock_monotonic();
}

uint64_t clock_cycles(uint64_t nanoseconds)
{
    return nanoseconds / NSEC_PER_SEC * frequency +
           nanoseconds % NSEC_PER_SEC * frequency / NSEC_PER_SEC;
}

solo5_time_t solo5_clock_monotonic(void)
{
    return (solo5_time_t)((unsigned __int128)cpu_cycles() * scale >> SHIFT);
}

solo5_time_t solo5_clock_wall(void)
{
    return wall_start + solo5_clock_monotonic();
}
