/* SPDX-License-Identifier: ISC */
/* Order between our accesses to memory, as a device sees it (Arm ARM, B2.7.3).
 */
#ifndef CPU_BARRIER_H
#define CPU_BARRIER_H

static inline void barrier_read(void)
{
    __asm__ volatile("dmb oshld" ::: "memory");
}

static inline void barrier_write(void)
{
    __asm__ volatile("dmb oshst" ::: "memory");
}

static inline void barrier_full(void)
{
    __asm__ volatile("dsb osh" ::: "memory");
}

#endif
