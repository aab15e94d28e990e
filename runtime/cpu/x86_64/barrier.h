/* SPDX-License-Identifier: ISC */
/* Order between our accesses to memory, as a device sees it. Loads stay in
 * order, and so do stores (Intel SDM 3A, 9.2.2); a load may pass a store. */
#ifndef CPU_BARRIER_H
#define CPU_BARRIER_H

static inline void barrier_read(void)
{
    __asm__ volatile("" ::: "memory");
}

static inline void barrier_write(void)
{
    __asm__ volatile("" ::: "memory");
}

static inline void barrier_full(void)
{
    __asm__ volatile("mfence" ::: "memory");
}

#endif
