/* SPDX-License-Identifier: ISC */
/* Time from the cycle counter and the host's numbers. */

#include "pvclock.h"

#include "cpu.h"

/* The counter may not be read before the numbers, nor after them. */
static inline void barrier(void)
{
    __asm__ volatile("lfence" ::: "memory");
}

static uint64_t scaled(uint64_t cycles, uint32_t mul, int shift)
{
    cycles = shift < 0 ? cycles >> -shift : cycles << shift;
    return (uint64_t)((unsigned __int128)cycles * mul >> 32);
}

uint64_t pvclock_read(const struct pvclock *clock)
{
    uint32_t version;
    uint64_t time;
    do {
        version = clock->version;
        barrier();
        time = clock->system_time + scaled(cpu_cycles() - clock->tsc_timestamp,
                                           clock->to_system_mul, clock->shift);
        barrier();
    } while (version & 1 || version != clock->version);
    return time;
}

uint64_t pvclock_scale(const struct pvclock *clock)
{
    uint64_t mul = clock->to_system_mul;
    return clock->shift < 0 ? mul >> -clock->shift : mul << clock->shift;
}
