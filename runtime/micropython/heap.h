// SPDX-License-Identifier: ISC
// The memory the tender gave, and Python's garbage-collected heap in it.
#ifndef ECHIS_HEAP_H
#define ECHIS_HEAP_H

#include <stddef.h>
#include <stdint.h>

// What Python starts with; the rest of the region stays untouched, so that
// neither boot time nor resident memory depends on the tender's --mem.
#define HEAP_INITIAL_SIZE (128u * 1024u)
#define HEAP_MINIMUM_SIZE (32u * 1024u)

// Give the collector its first area out of the region. Aborts, saying how much
// was needed, where the region is smaller than HEAP_MINIMUM_SIZE.
void heap_init(uintptr_t start, size_t size);

#endif
