// SPDX-License-Identifier: ISC
// When the collector's heap grows although nothing forces it to.
#ifndef ECHIS_GROWTH_H
#define ECHIS_GROWTH_H

// Around each collection, in this order.
void growth_before_collection(void);
void growth_after_collection(void);

#endif
