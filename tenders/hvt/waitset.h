/* SPDX-License-Identifier: ISC */
/* Sleeping until a frame arrives or time has passed. */
#ifndef HVT_WAITSET_H
#define HVT_WAITSET_H

#include <stdint.h>

#include "machine.h"

void waitset_create(struct machine *machine);

/* Waits at most (nanoseconds); the set of network handles that are ready. */
uint64_t waitset_wait(const struct machine *machine, uint64_t nanoseconds);

#endif
