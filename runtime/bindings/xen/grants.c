/* SPDX-License-Identifier: ISC */
/* Grants: which pages of ours another domain may use. What is granted once
 * stays so, and is used again and again (public/grant_table.h, version 1). */

#include "xen.h"

#include <public/memory.h>

#define PER_FRAME (PAGE_SIZE / sizeof(struct grant_entry_v1))
#define FRAMES_MAX 64u /* Xen's own default */

static struct grant_entry_v1 *frames[FRAMES_MAX];
static grant_ref_t next = GNTTAB_NR_RESERVED_ENTRIES;

static struct grant_entry_v1 *frame_of(grant_ref_t reference)
{
    unsigned frame = reference / PER_FRAME;
    if (frame >= FRAMES_MAX)
        panic("the devices need more grants than there are", NULL);
    if (!frames[frame]) {
        frames[frame] = memory_take_pages(1);
        xen_map(XENMAPSPACE_grant_table, frame, frames[frame]);
    }
    return frames[frame];
}

grant_ref_t grant(domid_t other, const void *page, bool read_only)
{
    grant_ref_t reference = next++;
    volatile struct grant_entry_v1 *entry =
        &frame_of(reference)[reference % PER_FRAME];
    entry->frame = (uint32_t)((uintptr_t)page / PAGE_SIZE);
    entry->domid = other;
    barrier_write();
    entry->flags = GTF_permit_access | (read_only ? GTF_readonly : 0);
    return reference;
}
