/* SPDX-License-Identifier: ISC */
/* Instructions that every target may use, in C. */
#ifndef CPU_H
#define CPU_H

#include <stdbool.h>
#include <stdint.h>

struct cpuid {
    uint32_t eax, ebx, ecx, edx;
};

static inline struct cpuid cpu_id(uint32_t leaf)
{
    struct cpuid id;
    __asm__ volatile("cpuid"
                     : "=a"(id.eax), "=b"(id.ebx), "=c"(id.ecx), "=d"(id.edx)
                     : "a"(leaf), "c"(0));
    return id;
}

/* A counter that runs at a constant rate. */
static inline uint64_t cpu_cycles(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

#define CPUID_1_ECX_RDRAND (1u << 30)
#define CPU_RANDOM "RDRAND"

/* A number from the CPU's own generator; false when it has none, or none now
 * (ten tries are what Intel advises). */
static inline bool cpu_random(uint64_t *number)
{
    bool ok = false;
    if (!(cpu_id(1).ecx & CPUID_1_ECX_RDRAND))
        return false;
    for (int tries = 10; tries > 0 && !ok; tries--)
        __asm__ volatile("rdrand %0" : "=r"(*number), "=@ccc"(ok));
    return ok;
}

#endif
