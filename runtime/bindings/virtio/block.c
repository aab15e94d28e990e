/* SPDX-License-Identifier: ISC */
/* Block devices (VIRTIO 1.2, 5.2), one request at a time. Data goes through a
 * buffer of the driver's own: a device that answers after it was given up
 * writes there, and not into memory that has another use by then. */

#include <string.h>

#include "devices.h"
#include "echis.h"
#include "queue.h"

/* No request takes longer, unless the device is gone. */
#define TIMEOUT_NS (30ull * NSEC_PER_SEC)
#define QUEUE_SIZE 16u
#define BLOCK_MAX 0x8000u
#define BUFFER_SIZE 0x10000u /* the largest request */

static struct block {
    struct queue queue;
    struct virtio_block_req request;
    uint8_t status;
    char *buffer;
    const char *failure; /* why it cannot be used, or NULL */
    size_t most;         /* bytes of a request */
    bool read_only, flushes;
} blocks[MFT_MAX_ENTRIES];
static unsigned count;

/* The status, and 2.7.8.2: what a device says that it wrote is all that it did;
 * legacy devices say anything. */
static bool is_done(const struct block *block, uint32_t written,
                    size_t expected)
{
    bool is_modern = block->queue.transport->features & VIRTIO_F_VERSION_1;
    if (is_modern && written < expected + sizeof block->status)
        return false;
    return *(const volatile uint8_t *)&block->status == VIRTIO_BLOCK_OK;
}

/* One request on what is in the buffer, and its answer. */
static solo5_result_t transfer(struct block *block, uint32_t type,
                               uint64_t sector, size_t size)
{
    bool in = type == VIRTIO_BLOCK_IN || type == VIRTIO_BLOCK_GET_ID;
    uint32_t written;
    block->request =
        (struct virtio_block_req){ .type = type, .sector = sector };
    block->status = 0xff;
    struct piece status = { &block->status, sizeof block->status, true };
    struct piece pieces[3] = {
        { &block->request, sizeof block->request, false },
        { block->buffer, (uint32_t)size, in },
        status,
    };
    if (size == 0)
        pieces[1] = status;
    uint16_t before = block->queue.next_avail;
    if (queue_add(&block->queue, pieces, size ? 3 : 2) < 0)
        return SOLO5_R_EUNSPEC;
    queue_kick(&block->queue, before);
    if (!queue_wait(&block->queue, TIMEOUT_NS, &written) ||
        !is_done(block, written, in ? size : 0))
        return SOLO5_R_EUNSPEC;
    return SOLO5_R_OK;
}

static const char *begin(struct transport *transport, struct block *block)
{
    uint64_t known = VIRTIO_BLOCK_F_SIZE_MAX | VIRTIO_BLOCK_F_RO |
                     VIRTIO_BLOCK_F_BLK_SIZE | VIRTIO_BLOCK_F_FLUSH;
    const char *failure = transport_begin(transport, known);
    if (failure)
        return failure;
    if (!queue_init(&block->queue, transport, 0, QUEUE_SIZE))
        return "it lacks a queue";
    block->buffer = memory_take_pages(BUFFER_SIZE / PAGE_SIZE);
    block->read_only = transport->features & VIRTIO_BLOCK_F_RO;
    block->flushes = transport->features & VIRTIO_BLOCK_F_FLUSH;
    transport_go(transport);
    return NULL;
}

/* The state of a device, started when it is first asked for. */
static struct block *block_of(struct transport *transport)
{
    for (unsigned i = 0; i < count; i++)
        if (blocks[i].queue.transport == transport)
            return &blocks[i];
    struct block *block = &blocks[count++];
    block->failure = begin(transport, block);
    block->queue.transport = transport;
    return block;
}

void block_serial(struct transport *transport,
                  char serial[VIRTIO_BLOCK_ID_SIZE + 1])
{
    struct block *block = block_of(transport);
    memset(serial, 0, VIRTIO_BLOCK_ID_SIZE + 1);
    if (!block->failure && transfer(block, VIRTIO_BLOCK_GET_ID, 0,
                                    VIRTIO_BLOCK_ID_SIZE) == SOLO5_R_OK)
        memcpy(serial, block->buffer, VIRTIO_BLOCK_ID_SIZE);
}

static uint32_t block_size(const struct transport *transport)
{
    uint32_t size = VIRTIO_BLOCK_SECTOR;
    if (!(transport->features & VIRTIO_BLOCK_F_BLK_SIZE) ||
        !transport_config(transport,
                          offsetof(struct virtio_block_config, blk_size), &size,
                          sizeof size))
        return VIRTIO_BLOCK_SECTOR;
    bool usable = size >= VIRTIO_BLOCK_SECTOR && size <= BLOCK_MAX &&
                  (size & (size - 1)) == 0;
    return usable ? size : VIRTIO_BLOCK_SECTOR;
}

/* Whole blocks in one segment; 0 where not even one may be. */
static size_t request_size(const struct transport *transport, size_t block)
{
    uint32_t most = BUFFER_SIZE;
    if (transport->features & VIRTIO_BLOCK_F_SIZE_MAX &&
        !transport_config(transport,
                          offsetof(struct virtio_block_config, size_max), &most,
                          sizeof most))
        return 0;
    return (most < BUFFER_SIZE ? most : BUFFER_SIZE) & -block;
}

/* NULL, or what is wrong with the device. */
static const char *read_properties(const struct transport *transport,
                                   struct mft_block_basic *block)
{
    uint64_t sectors;
    if (!transport_config(transport,
                          offsetof(struct virtio_block_config, capacity),
                          &sectors, sizeof sectors))
        return "its size cannot be read";
    if (sectors > UINT64_MAX / VIRTIO_BLOCK_SECTOR)
        return "it says that it is larger than numbers are";
    block->block_size = (uint16_t)block_size(transport);
    block->capacity = sectors * VIRTIO_BLOCK_SECTOR;
    return NULL;
}

void block_start(struct transport *transport, struct mft_entry *entry)
{
    struct block *block = block_of(transport);
    const char *failure = block->failure;
    if (!failure)
        failure = read_properties(transport, &entry->u.block_basic);
    if (!failure) {
        block->most = request_size(transport, entry->u.block_basic.block_size);
        failure = block->most ? NULL : "it takes no whole block";
    }
    if (failure)
        devices_panic(entry, failure);
    entry->b.data = block;
}

/* The device behind a handle, if it can transfer this. */
static struct block *block_for(solo5_handle_t handle, solo5_off_t offset,
                               size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    return device && manifest_blocks_io_ok(device, offset, size)
               ? device->b.data
               : NULL;
}

static size_t piece_of(const struct block *block, size_t left)
{
    return left < block->most ? left : block->most;
}

solo5_result_t echis_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    struct block *block = block_for(handle, offset, size);
    if (!block)
        return SOLO5_R_EINVAL;
    if (block->read_only)
        return SOLO5_R_EUNSPEC;
    solo5_result_t result = SOLO5_R_OK;
    for (size_t at = 0, piece; result == SOLO5_R_OK && at < size; at += piece) {
        piece = piece_of(block, size - at);
        /* After a time-out the buffer is the device's for ever. */
        if (block->queue.broken)
            return SOLO5_R_EUNSPEC;
        memcpy(block->buffer, buf + at, piece);
        result = transfer(block, VIRTIO_BLOCK_OUT,
                          (offset + at) / VIRTIO_BLOCK_SECTOR, piece);
    }
    return result;
}

solo5_result_t echis_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    struct block *block = block_for(handle, offset, size);
    if (!block)
        return SOLO5_R_EINVAL;
    for (size_t at = 0, piece; at < size; at += piece) {
        piece = piece_of(block, size - at);
        solo5_result_t result = transfer(
            block, VIRTIO_BLOCK_IN, (offset + at) / VIRTIO_BLOCK_SECTOR, piece);
        if (result != SOLO5_R_OK)
            return result;
        memcpy(buf + at, block->buffer, piece);
    }
    return SOLO5_R_OK;
}

solo5_result_t echis_block_flush(solo5_handle_t handle)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    struct block *block = device ? device->b.data : NULL;
    if (!block)
        return SOLO5_R_EINVAL;
    /* A device without a cache has nothing to flush. */
    return block->flushes ? transfer(block, VIRTIO_BLOCK_FLUSH, 0, 0)
                          : SOLO5_R_OK;
}
