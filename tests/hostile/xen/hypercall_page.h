/* SPDX-License-Identifier: ISC */
/* In the place of the processor's: hypercalls are calls of ours. */
#ifndef HOSTILE_HYPERCALL_PAGE_H
#define HOSTILE_HYPERCALL_PAGE_H

#include <stdbool.h>
#include <stdint.h>

static inline bool hypercall_page_fill(void)
{
    return true;
}

long hypercall(unsigned number, uintptr_t first, uintptr_t second,
               uintptr_t third);

#endif
