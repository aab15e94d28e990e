/* SPDX-License-Identifier: ISC */
/* Grants, as Xen reads them for domain 0. */
#include "hypervisor.h"

#define PER_FRAME (PAGE_SIZE / sizeof(struct grant_entry_v1))
#define FRAMES 64u

static const struct grant_entry_v1 *frames[FRAMES];

void grants_use(unsigned frame, void *page)
{
    require(frame < FRAMES);
    frames[frame] = page;
}

void *page_of(grant_ref_t reference, bool write)
{
    unsigned frame = reference / PER_FRAME;
    if (frame >= FRAMES || !frames[frame])
        return NULL;
    const struct grant_entry_v1 *entry = &frames[frame][reference % PER_FRAME];
    if (!(entry->flags & GTF_permit_access) || entry->domid != 0 ||
        (write && entry->flags & GTF_readonly))
        return NULL;
    return (void *)((uintptr_t)entry->frame * PAGE_SIZE);
}
