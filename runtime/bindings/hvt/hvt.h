/* SPDX-License-Identifier: ISC */
/* What the files of this target give start.c. */
#ifndef HVT_H
#define HVT_H

#include <stdint.h>

/* time.c: the rate of cpu_cycles(), in Hz. */
void time_init(uint64_t frequency);

#endif
