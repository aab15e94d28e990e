/* SPDX-License-Identifier: ISC */
/* What a guest can ask of the tender, except to halt. */
#ifndef HVT_HYPERCALLS_H
#define HVT_HYPERCALLS_H

#include "machine.h"

/* Serves hypercall (number) whose argument structure lies at (gpa). */
void hypercalls_serve(const struct machine *machine, unsigned number,
                      uint64_t gpa);

#endif
