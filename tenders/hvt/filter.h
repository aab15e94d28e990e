/* SPDX-License-Identifier: ISC */
/* The system calls that the hvt tender keeps while the guest runs. */
#ifndef HVT_FILTER_H
#define HVT_FILTER_H

#include "machine.h"

void filter_enforce(const struct machine *machine);

#endif
