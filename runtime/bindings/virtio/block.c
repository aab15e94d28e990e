/* SPDX-License-Identifier: ISC */
/* Block devices (VIRTIO 1.2, 5.2). Data goes through buffers of the driver's
 * own: a device that answers after it was given up writes there, and not into
 * memory that has another use by then. There are several, so that the device
 * fills or empties some while another is copied. */

#include <string.h>

#include "devices.h"
#include "echis.h"
#include "queue.h"

/* No request takes longer, unless the device is gone. */
#define TIMEOUT_NS (30ull * NSEC_PER_SEC)
#define QUEUE_SIZE 16u
#define BLOCK_MAX 0x8000u
#define BUFFER_SIZE 0x20000u /* the largest request */
#define SLOTS 2u
#define PIECES 3u /* of a request */

/* A request, and its data. */
struct slot {
    struct virtio_block_req request;
    uint8_t status;
    bool under_way;
    int head;         /* of its chain */
    size_t expected;  /* bytes that the device has to write */
    uint32_t written; /* and those that it says it wrote */
    char *buffer;
};

static struct block {
    struct queue queue;
    struct slot slots[SLOTS];
    unsigned slot_count;
    const char *failure; /* why it cannot be used, or NULL */
    size_t most;         /* bytes of a request */
    bool read_only, flushes;
} blocks[MFT_MAX_ENTRIES];
static unsigned count;

/* The status, and 2.7.8.2: what a device says that it wrote is all that it did;
 * legacy devices say anything. */
static bool is_done(const struct block *block, const struct slot *slot)
{
    bool is_modern = block->queue.transport->features & VIRTIO_F_VERSION_1;
    if (is_modern && slot->written < slot->expected + sizeof slot->status)
        return false;
    return *(const volatile uint8_t *)&slot->status == VIRTIO_BLOCK_OK;
}

/* Hands a request on what is in the slot's buffer over. */
static bool begin_request(struct block *block, struct slot *slot, uint32_t type,
                          uint64_t sector, size_t size)
{
    bool in = type == VIRTIO_BLOCK_IN || type == VIRTIO_BLOCK_GET_ID;
    slot->request = (struct virtio_block_req){ .type = type, .sector = sector };
    slot->status = 0xff;
    slot->expected = in ? size : 0;
    struct piece status = { &slot->status, sizeof slot->status, true };
    struct piece pieces[PIECES] = {
        { &slot->request, sizeof slot->request, false },
        { slot->buffer, (uint32_t)size, in },
        status,
    };
    if (size == 0)
        pieces[1] = status;
    uint16_t before = block->queue.next_avail;
    slot->head = queue_add(&block->queue, pieces, size ? PIECES : PIECES - 1);
    if (slot->head < 0)
        return false;
    slot->under_way = true;
    queue_kick(&block->queue, before);
    return true;
}

static void note(struct block *block, int head, uint32_t written)
{
    for (unsigned i = 0; i < SLOTS; i++) {
        struct slot *slot = &block->slots[i];
        if (slot->under_way && slot->head == head) {
            slot->under_way = false;
            slot->written = written;
        }
    }
}

/* Waits for the answer to a slot's request; those of others may come first. */
static solo5_result_t end_request(struct block *block, struct slot *slot)
{
    while (slot->under_way) {
        uint32_t written;
        int head = queue_wait(&block->queue, TIMEOUT_NS, &written);
        if (head < 0)
            return SOLO5_R_EUNSPEC;
        note(block, head, written);
    }
    return is_done(block, slot) ? SOLO5_R_OK : SOLO5_R_EUNSPEC;
}

/* One request, and its answer, in the first slot. */
static solo5_result_t ask(struct block *block, uint32_t type, size_t size)
{
    if (!begin_request(block, block->slots, type, 0, size))
        return SOLO5_R_EUNSPEC;
    return end_request(block, block->slots);
}

static void take_slots(struct block *block)
{
    unsigned most = block->queue.size / PIECES;
    block->slot_count = most < SLOTS ? most : SLOTS;
    for (unsigned i = 0; i < block->slot_count; i++)
        block->slots[i].buffer = memory_take_pages(BUFFER_SIZE / PAGE_SIZE);
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
    if (block->queue.size < PIECES)
        return "its queue has no room for a request";
    take_slots(block);
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
    if (!block->failure &&
        ask(block, VIRTIO_BLOCK_GET_ID, VIRTIO_BLOCK_ID_SIZE) == SOLO5_R_OK)
        memcpy(serial, block->slots->buffer, VIRTIO_BLOCK_ID_SIZE);
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

/* A transfer of any size, in requests: piece n is slot n's, and they are ended
 * in order. After a failure none is begun, and those under way are waited for.
 */
struct transfer {
    struct block *block;
    uint32_t type;
    uint64_t sector;
    size_t size, begun, ended;
    solo5_result_t result;
};

static struct slot *slot_at(const struct transfer *transfer, size_t at)
{
    struct block *block = transfer->block;
    return &block->slots[at / block->most % block->slot_count];
}

static size_t piece_at(const struct transfer *transfer, size_t at)
{
    size_t left = transfer->size - at;
    return left < transfer->block->most ? left : transfer->block->most;
}

static bool can_begin(const struct transfer *transfer)
{
    return transfer->result == SOLO5_R_OK && transfer->begun < transfer->size &&
           !slot_at(transfer, transfer->begun)->under_way;
}

static void begin_piece(struct transfer *transfer, const uint8_t *from)
{
    struct slot *slot = slot_at(transfer, transfer->begun);
    size_t piece = piece_at(transfer, transfer->begun);
    uint64_t sector = transfer->sector + transfer->begun / VIRTIO_BLOCK_SECTOR;
    if (from)
        memcpy(slot->buffer, from + transfer->begun, piece);
    if (begin_request(transfer->block, slot, transfer->type, sector, piece))
        transfer->begun += piece;
    else
        transfer->result = SOLO5_R_EUNSPEC;
}

static void end_piece(struct transfer *transfer, uint8_t *to)
{
    struct slot *slot = slot_at(transfer, transfer->ended);
    size_t piece = piece_at(transfer, transfer->ended);
    solo5_result_t result = end_request(transfer->block, slot);
    if (transfer->result == SOLO5_R_OK)
        transfer->result = result;
    if (to && result == SOLO5_R_OK)
        memcpy(to + transfer->ended, slot->buffer, piece);
    transfer->ended += piece;
}

static solo5_result_t move(struct transfer *transfer, const uint8_t *from,
                           uint8_t *to)
{
    /* After a time-out the buffers are the device's for ever. */
    if (transfer->block->queue.broken)
        return SOLO5_R_EUNSPEC;
    do {
        while (can_begin(transfer))
            begin_piece(transfer, from);
        if (transfer->ended < transfer->begun)
            end_piece(transfer, to);
    } while (transfer->ended < transfer->begun || can_begin(transfer));
    return transfer->result;
}

solo5_result_t echis_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    struct block *block = block_for(handle, offset, size);
    if (!block)
        return SOLO5_R_EINVAL;
    if (block->read_only)
        return SOLO5_R_EUNSPEC;
    struct transfer transfer = {
        .block = block,
        .type = VIRTIO_BLOCK_OUT,
        .sector = offset / VIRTIO_BLOCK_SECTOR,
        .size = size,
    };
    return move(&transfer, buf, NULL);
}

solo5_result_t echis_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    struct block *block = block_for(handle, offset, size);
    if (!block)
        return SOLO5_R_EINVAL;
    struct transfer transfer = {
        .block = block,
        .type = VIRTIO_BLOCK_IN,
        .sector = offset / VIRTIO_BLOCK_SECTOR,
        .size = size,
    };
    return move(&transfer, NULL, buf);
}

solo5_result_t echis_block_flush(solo5_handle_t handle)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    struct block *block = device ? device->b.data : NULL;
    if (!block)
        return SOLO5_R_EINVAL;
    /* A device without a cache has nothing to flush. */
    return block->flushes ? ask(block, VIRTIO_BLOCK_FLUSH, 0) : SOLO5_R_OK;
}
