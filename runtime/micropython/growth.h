// SPDX-License-Identifier: ISC
// When the collector's heap grows although nothing forces it to.
#ifndef ECHIS_GROWTH_H
#define ECHIS_GROWTH_H

#include <stddef.h>

// Around each collection, in this order.
void growth_before_collection(void);
void growth_after_collection(void);

// Gives the heap this size now, as far as the tender's memory reaches.
void growth_reserve(size_t size);

#endif
