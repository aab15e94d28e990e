/* SPDX-License-Identifier: ISC */
/* Memory between pages without access. */
#include <sys/mman.h>
#include <unistd.h>

#include "bindings.h"
#include "hostile.h"

/* Below what a compiler's sanitizer takes, and what its shadow is; a frame's
 * number has 32 bits in Xen's grants. */
#define FIRST 0x10000000u

void *guarded(size_t size)
{
    static uintptr_t next = FIRST;
    size_t whole = (size + PAGE_SIZE - 1) & -(size_t)PAGE_SIZE;
    char *all = mmap((void *)next, whole + PAGE_SIZE, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (all == MAP_FAILED || mprotect(all, whole, PROT_READ | PROT_WRITE) == -1)
        _exit(2);
    next += whole + PAGE_SIZE;
    return all + whole - size;
}

void *memory_take_pages(size_t count)
{
    return guarded(count * PAGE_SIZE);
}

/* This program has a canary of its own. */
void stack_protector_init(uint64_t extra)
{
    (void)extra;
}
