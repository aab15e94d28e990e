/* SPDX-License-Identifier: ISC */
/* Devices of the manifest and of the machine. A block device whose serial
 * number is a name of the manifest is the one of that name; all others are
 * taken in the order in which the buses have them. */

#include "devices.h"

#include <string.h>

#include "machine.h"
#include "virtio.h"

static struct mft *manifest;
static struct transport transports[MFT_MAX_ENTRIES];
static bool taken[MFT_MAX_ENTRIES];
static unsigned found_count;

static void found(const struct transport *device)
{
    if (found_count < MFT_MAX_ENTRIES)
        transports[found_count++] = *device;
}

void devices_find(void)
{
    manifest = own_manifest();
    bus_scan(found);
}

static enum virtio_type type_of(const struct mft_entry *entry)
{
    return entry->type == MFT_DEV_NET_BASIC ? VIRTIO_NET : VIRTIO_BLOCK;
}

static void start(struct mft_entry *entry, unsigned index)
{
    taken[index] = true;
    transports[index].name = entry->name;
    entry->attached = true;
    if (entry->type == MFT_DEV_NET_BASIC)
        net_start(&transports[index], entry,
                  (solo5_handle_t)(entry - manifest->e));
    else
        block_start(&transports[index], entry);
}

static void start_by_serial(unsigned index)
{
    char serial[VIRTIO_BLOCK_ID_SIZE + 1];
    block_serial(&transports[index], serial);
    for (unsigned i = 0; serial[0] && i < manifest->entries; i++) {
        struct mft_entry *entry = &manifest->e[i];
        if (entry->type == MFT_DEV_BLOCK_BASIC && !entry->attached &&
            strncmp(entry->name, serial, VIRTIO_BLOCK_ID_SIZE) == 0) {
            start(entry, index);
            return;
        }
    }
}

static void start_in_order(struct mft_entry *entry)
{
    enum virtio_type type = type_of(entry);
    for (unsigned i = 0; i < found_count; i++) {
        if (!taken[i] && transports[i].type == type) {
            start(entry, i);
            return;
        }
    }
    devices_panic(entry, "the machine has no virtio device for it");
}

/* One is as good as many. */
static void start_rng(void)
{
    for (unsigned i = 0; i < found_count; i++) {
        if (transports[i].type == VIRTIO_ENTROPY) {
            rng_start(&transports[i]);
            return;
        }
    }
}

void devices_start(void)
{
    start_rng();
    if (manifest_count(MFT_DEV_BLOCK_BASIC) > 0)
        for (unsigned i = 0; i < found_count; i++)
            if (transports[i].type == VIRTIO_BLOCK)
                start_by_serial(i);
    for (unsigned i = 0; i < manifest->entries; i++) {
        struct mft_entry *entry = &manifest->e[i];
        if (entry->type != MFT_RESERVED_FIRST && !entry->attached)
            start_in_order(entry);
    }
}

/* How long a device without interrupts may wait for us, and one whose interrupt
 * was lost. */
#define POLL_NS 1000000u
#define LOST_NS 100000000u

void devices_sleep(solo5_time_t deadline)
{
    solo5_time_t most = transport_polls() ? POLL_NS : LOST_NS;
    solo5_time_t now = solo5_clock_monotonic();
    if (deadline > now)
        idle_until(deadline - now > most ? now + most : deadline);
}

void solo5_yield(solo5_time_t deadline, solo5_handle_set_t *ready_set)
{
    solo5_handle_set_t ready;
    for (;;) {
        net_want_interrupts();
        input_want_interrupt();
        ready = net_ready();
        if (ready || input_ready() || solo5_clock_monotonic() >= deadline)
            break;
        devices_sleep(deadline);
    }
    if (ready_set)
        *ready_set = ready;
}
