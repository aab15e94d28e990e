/* SPDX-License-Identifier: ISC */
/* Instructions that every target may use, in C. */
#ifndef CPU_H
#define CPU_H

#include <stdbool.h>
#include <stdint.h>

/* A counter that runs at a constant rate. The barrier keeps the reading from
 * being taken ahead of what comes before it. */
static inline uint64_t cpu_cycles(void)
{
    uint64_t count;
    __asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(count)::"memory");
    return count;
}

/* ID_AA64ISAR0_EL1.RNDR; at EL0 Linux emulates the reading. */
static inline bool cpu_has_random(void)
{
    uint64_t features;
    __asm__("mrs %0, id_aa64isar0_el1" : "=r"(features));
    return features >> 60 != 0;
}

#define CPU_RANDOM "RNDR"

/* A number from the CPU's own generator (RNDR, by its encoding: assemblers
 * want a newer -march for the name); false when it has none, or none now. */
static inline bool cpu_random(uint64_t *number)
{
    bool ok = false;
    if (!cpu_has_random())
        return false;
    for (int tries = 10; tries > 0 && !ok; tries--)
        __asm__ volatile("mrs %0, s3_3_c2_c4_0" : "=r"(*number), "=@ccne"(ok));
    return ok;
}

#endif
