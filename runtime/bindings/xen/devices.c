/* SPDX-License-Identifier: ISC */
/* Devices of the manifest and of the domain. One whose name is a number, or a
 * disk's name ("xvda"), is the vif or vbd of that number; all others are taken
 * in the order of the numbers. */

#include <string.h>

#include "front.h"

static struct mft *manifest;

void devices_read(void)
{
    manifest = own_manifest();
}

/* What solo5_yield sleeps on, and what of that ends it. */
static struct events all, others;

void yield_looks(evtchn_port_t port)
{
    events_add(&all, port);
}

void yield_returns(evtchn_port_t port)
{
    events_add(&all, port);
    events_add(&others, port);
}

void yield_forgets(evtchn_port_t port)
{
    events_remove(&all, port);
    events_remove(&others, port);
}

/* --- numbers of devices --- */

/* Of "xvda" and so on, as public/io/blkif.h and Xen's vbd-interface(7) have
 * them; 0 for other names. */
static unsigned disk_number(const char *name)
{
    unsigned index = 0;
    if (strncmp(name, "xvd", 3) != 0 || !name[3])
        return 0;
    for (name += 3; *name >= 'a' && *name <= 'z' && index < 1u << 12; name++)
        index = index * 26 + (unsigned)(*name - 'a') + 1;
    index--;
    if (*name)
        return 0;
    return index < 16 ? 202u << 8 | index << 4 : 1u << 28 | index << 8;
}

/* The numbers of one kind of devices that the domain has, ascending. */
struct numbers {
    unsigned count, all[MFT_MAX_ENTRIES];
    bool taken[MFT_MAX_ENTRIES];
};

/* Whether the device of a manifest's entry is called by its number. */
static bool is_called(const struct mft_entry *entry, unsigned number)
{
    struct line line = { 0 };
    line_decimal(&line, number);
    return strcmp(entry->name, line.text) == 0 ||
           (entry->type == MFT_DEV_BLOCK_BASIC &&
            disk_number(entry->name) == number);
}

/* --- start --- */

static void start(struct mft_entry *entry, struct numbers *numbers,
                  unsigned index)
{
    numbers->taken[index] = true;
    entry->attached = true;
    if (entry->type == MFT_DEV_NET_BASIC)
        net_start(entry, (solo5_handle_t)(entry - manifest->e),
                  numbers->all[index]);
    else
        block_start(entry, numbers->all[index]);
}

static void start_by_name(struct mft_entry *entry, struct numbers *numbers)
{
    for (unsigned i = 0; i < numbers->count && !entry->attached; i++)
        if (!numbers->taken[i] && is_called(entry, numbers->all[i]))
            start(entry, numbers, i);
}

static void start_in_order(struct mft_entry *entry, struct numbers *numbers,
                           const char *missing)
{
    unsigned i = 0;
    while (i < numbers->count && numbers->taken[i])
        i++;
    if (i == numbers->count)
        devices_panic(entry, missing);
    start(entry, numbers, i);
}

static void start_all(mft_type_t type, const char *folder, const char *missing)
{
    struct numbers numbers = { 0 };
    if (manifest_count(type) == 0)
        return;
    numbers.count = store_numbers(folder, numbers.all, MFT_MAX_ENTRIES);
    struct mft_entry *first = manifest->e, *end = first + manifest->entries;
    for (struct mft_entry *entry = first; entry < end; entry++)
        if (entry->type == type)
            start_by_name(entry, &numbers);
    for (struct mft_entry *entry = first; entry < end; entry++)
        if (entry->type == type && !entry->attached)
            start_in_order(entry, &numbers, missing);
}

void devices_start(void)
{
    yield_looks(store_port());
    start_all(MFT_DEV_NET_BASIC, "device/vif", "the domain has no vif for it");
    start_all(MFT_DEV_BLOCK_BASIC, "device/vbd",
              "the domain has no disk for it");
}

void solo5_yield(solo5_time_t deadline, solo5_handle_set_t *ready_set)
{
    solo5_handle_set_t ready;
    for (;;) {
        bool ends = events_clear(&others);
        events_clear(&all);
        fronts_look();
        ready = net_ready();
        if (ready || ends || solo5_clock_monotonic() >= deadline)
            break;
        events_wait(&all, deadline);
    }
    if (ready_set)
        *ready_set = ready;
}
