/* SPDX-License-Identifier: ISC */
/* The system calls of an spt guest: its only way to the outside. */
#ifndef SPT_FILTER_H
#define SPT_FILTER_H

#include "guest.h"

/* Puts the process under the filter made for these devices. */
void filter_enforce(const struct guest *guest, struct manifest *manifest);

#endif
