/* SPDX-License-Identifier: ISC */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* How many cpu_cycles() these are. */
uint64_t clock_cycles(uint64_t nanoseconds);

#endif
