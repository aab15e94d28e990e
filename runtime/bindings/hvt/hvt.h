/* SPDX-License-Identifier: ISC */
/* What the files of this target, and the CPU's, give start.c. */
#ifndef HVT_H
#define HVT_H

#include <stdint.h>

/* cpu/<arch>/trap.c: from here on exceptions are shown and end the guest. */
void trap_init(void);

/* paging.c: protects the image, in page tables of our own. After
 * memory_init. */
void paging_init(uint64_t memory_end);

/* time.c: the rate of cpu_cycles(), in Hz. */
void time_init(uint64_t frequency);

#endif
