/* SPDX-License-Identifier: ISC */
/* The manifest of a guest that no tender reads, and sentences on its devices.
 */

#include "own_manifest.h"

#include <string.h>

extern const struct mft1_note solo5_mft1_note;

static union {
    struct mft mft;
    char room[offsetof(struct mft, e) +
              MFT_MAX_ENTRIES * sizeof(struct mft_entry)];
} manifest;

struct mft *own_manifest(void)
{
    const struct mft *given = &solo5_mft1_note.m;
    REQUIRE(given->entries <= MFT_MAX_ENTRIES);
    memcpy(&manifest, given,
           offsetof(struct mft, e) + given->entries * sizeof given->e[0]);
    manifest_init(&manifest.mft);
    return &manifest.mft;
}

const char *device_kind(mft_type_t type)
{
    switch (type) {
    case MFT_DEV_NET_BASIC:
        return "net device";
    case MFT_DEV_BLOCK_BASIC:
        return "block device";
    default:
        return "device";
    }
}

void device_sentence(struct line *line, const char *kind, const char *name,
                     const char *what)
{
    line_text(line, kind);
    if (name) {
        line_text(line, " \"");
        line_text(line, name);
        line_text(line, "\"");
    }
    line_text(line, ": ");
    line_text(line, what);
}

_Noreturn void devices_panic(const struct mft_entry *entry, const char *why)
{
    struct line line = { 0 };
    device_sentence(&line, device_kind(entry->type), entry->name, why);
    line.text[line.length < sizeof line.text ? line.length
                                             : sizeof line.text - 1] = 0;
    panic(line.text, NULL);
}

/* How long a host may take for the last frames. */
#define DRAIN_NS 100000000u

void devices_drain(void)
{
    solo5_time_t end = solo5_clock_monotonic() + DRAIN_NS;
    while (!net_is_idle() && solo5_clock_monotonic() < end)
        ;
}
