/* SPDX-License-Identifier: ISC */
/* Block devices (VIRTIO 1.2, 5.2), one request at a time. */

#include <string.h>

#include "devices.h"
#include "queue.h"
#include "machine.h"

/* No request takes longer, unless the device is gone. */
#define TIMEOUT_NS (30ull * NSEC_PER_SEC)
#define POLL_NS 1000000u
#define QUEUE_SIZE 16u

static struct block {
    struct queue queue;
    struct virtio_block_req request;
    uint8_t status;
    bool started, read_only;
    const char *name;
} blocks[MFT_MAX_ENTRIES];
static unsigned count;

static bool wait_for(struct block *block)
{
    uint32_t written;
    solo5_time_t end = solo5_clock_monotonic() + TIMEOUT_NS;
    while (!queue_has_used(&block->queue) && !block->queue.broken) {
        solo5_time_t now = solo5_clock_monotonic();
        if (now >= end)
            return false;
        queue_want_interrupt(&block->queue);
        if (!queue_has_used(&block->queue))
            idle_until(block->queue.transport->interrupts ? end
                                                          : now + POLL_NS);
    }
    return queue_take(&block->queue, &written) >= 0;
}

static void tell(const struct block *block, const char *what)
{
    struct line line = { 0 };
    line_text(&line, "block device \"");
    line_text(&line, block->name ? block->name : "?");
    line_text(&line, what);
    line_log(LOG_ERROR, &line);
}

/* One request and its answer. */
static solo5_result_t transfer(struct block *block, uint32_t type,
                               uint64_t sector, const void *data, size_t size)
{
    bool in = type == VIRTIO_BLOCK_IN || type == VIRTIO_BLOCK_GET_ID;
    block->request =
        (struct virtio_block_req){ .type = type, .sector = sector };
    block->status = 0xff;
    struct piece pieces[3] = {
        { &block->request, sizeof block->request, false },
        { data, (uint32_t)size, in },
        { &block->status, sizeof block->status, true },
    };
    uint16_t before = block->queue.next_avail;
    if (queue_add(&block->queue, pieces, 3) < 0)
        return SOLO5_R_EUNSPEC;
    queue_kick(&block->queue, before);
    if (!wait_for(block)) {
        tell(block, "\" does not answer");
        block->queue.broken = true;
        return SOLO5_R_EUNSPEC;
    }
    return *(volatile uint8_t *)&block->status == VIRTIO_BLOCK_OK
               ? SOLO5_R_OK
               : SOLO5_R_EUNSPEC;
}

static bool begin(struct transport *transport, struct block *block)
{
    /* Without VIRTIO_BLK_F_FLUSH the device writes through (5.2.6.2): solo5.h
     * has no call that would flush. */
    uint64_t known = VIRTIO_BLOCK_F_RO | VIRTIO_BLOCK_F_BLK_SIZE;
    if (!transport_begin(transport, known) ||
        !queue_init(&block->queue, transport, 0, QUEUE_SIZE))
        return false;
    block->read_only = transport->features & VIRTIO_BLOCK_F_RO;
    transport_go(transport);
    return true;
}

/* The state of a device, started when it is first asked for. */
static struct block *block_of(struct transport *transport)
{
    for (unsigned i = 0; i < count; i++)
        if (blocks[i].queue.transport == transport)
            return &blocks[i];
    struct block *block = &blocks[count++];
    block->started = begin(transport, block);
    block->queue.transport = transport;
    return block;
}

void block_serial(struct transport *transport,
                  char serial[VIRTIO_BLOCK_ID_SIZE + 1])
{
    static char id[VIRTIO_BLOCK_ID_SIZE];
    struct block *block = block_of(transport);
    memset(serial, 0, VIRTIO_BLOCK_ID_SIZE + 1);
    if (block->started &&
        transfer(block, VIRTIO_BLOCK_GET_ID, 0, id, sizeof id) == SOLO5_R_OK)
        memcpy(serial, id, sizeof id);
}

static uint32_t block_size(const struct transport *transport)
{
    uint32_t size = VIRTIO_BLOCK_SECTOR;
    if (transport->features & VIRTIO_BLOCK_F_BLK_SIZE)
        transport_config(transport,
                         offsetof(struct virtio_block_config, blk_size), &size,
                         sizeof size);
    bool usable = size >= VIRTIO_BLOCK_SECTOR && size <= 0x8000 &&
                  (size & (size - 1)) == 0;
    return usable ? size : VIRTIO_BLOCK_SECTOR;
}

void block_start(struct transport *transport, struct mft_entry *entry)
{
    struct block *block = block_of(transport);
    uint64_t sectors;
    if (!block->started)
        devices_panic(entry, "it cannot be started");
    block->name = entry->name;
    transport_config(transport, offsetof(struct virtio_block_config, capacity),
                     &sectors, sizeof sectors);
    entry->u.block_basic.block_size = (uint16_t)block_size(transport);
    entry->u.block_basic.capacity = sectors * VIRTIO_BLOCK_SECTOR;
    entry->b.data = block;
}

static solo5_result_t block_io(solo5_handle_t handle, uint32_t type,
                               solo5_off_t offset, const void *buf, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    if (!device || !manifest_block_io_ok(device, offset, size))
        return SOLO5_R_EINVAL;
    struct block *block = device->b.data;
    if (type == VIRTIO_BLOCK_OUT && block->read_only)
        return SOLO5_R_EUNSPEC;
    return transfer(block, type, offset / VIRTIO_BLOCK_SECTOR, buf, size);
}

solo5_result_t solo5_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    return block_io(handle, VIRTIO_BLOCK_OUT, offset, buf, size);
}

solo5_result_t solo5_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    return block_io(handle, VIRTIO_BLOCK_IN, offset, buf, size);
}
