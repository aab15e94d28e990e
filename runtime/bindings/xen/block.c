/* SPDX-License-Identifier: ISC */
/* Block devices: Xen's blkfront (public/io/blkif.h), one request at a time.
 * Data go through pages that are granted once: what the protocol calls
 * persistent grants, and good for backends without them as well. */

#include <string.h>

#include "echis.h"
#include "front.h"

#include <public/io/blkif.h>

#define SECTOR 512u
/* More than a request holds by itself: the rest are indirect segments. */
#define PAGES 32u
#define SECTORS_A_PAGE (PAGE_SIZE / SECTOR)

static struct block {
    struct front front;
    struct blkif_front_ring ring;
    blkif_vdev_t number;
    char *data;
    grant_ref_t grants[PAGES];
    struct blkif_request_segment *segments; /* a page, for indirect ones */
    grant_ref_t segments_grant;
    unsigned pages; /* that a request may have */
    uint64_t id;
    bool read_only, flushes;
} blocks[MFT_MAX_ENTRIES];
static unsigned count;

/* --- start --- */

static void share_data(struct block *block)
{
    block->data = memory_take_pages(PAGES);
    for (unsigned i = 0; i < PAGES; i++)
        block->grants[i] =
            grant(block->front.other, block->data + i * PAGE_SIZE, false);
    block->segments = memory_take_pages(1);
    /* A backend that keeps grants maps all of them to be written. */
    block->segments_grant = grant(block->front.other, block->segments, false);
}

static void connect(struct block *block)
{
    struct front *front = &block->front;
    front_await(front, FRONT_STATE(XenbusStateInitWait) |
                           FRONT_STATE(XenbusStateInitialised));
    struct blkif_sring *shared_ring = front_share(front, "ring-ref");
    XEN_FRONT_RING_INIT(&block->ring, shared_ring, PAGE_SIZE);
    store_write_number(front->folder, "event-channel", front->port);
    store_write(front->folder, "protocol", "x86_64-abi");
    store_write_number(front->folder, "feature-persistent", 1);
    share_data(block);
    front_switch(front, XenbusStateInitialised);
    front_await(front, FRONT_STATE(XenbusStateConnected));
}

static bool is_read_only(const struct front *front)
{
    char mode[4];
    return front_number(front, "info", 0) & VDISK_READONLY ||
           !store_read(front->back, "mode", mode, sizeof mode) ||
           mode[0] == 'r';
}

static void read_properties(struct block *block, struct mft_block_basic *basic)
{
    const struct front *front = &block->front;
    uint64_t sector = front_number(front, "sector-size", SECTOR);
    uint64_t sectors = front_number(front, "sectors", 0);
    uint64_t indirect = front_number(front, "feature-max-indirect-segments", 0);
    if (sector < SECTOR || sector > PAGE_SIZE || sector & (sector - 1))
        devices_panic(front->entry, "its backend has odd sectors");
    basic->block_size = (uint16_t)sector;
    if (__builtin_mul_overflow(sectors, SECTOR, &basic->capacity))
        devices_panic(front->entry, "its backend has too many sectors");
    block->pages = BLKIF_MAX_SEGMENTS_PER_REQUEST;
    if (indirect > block->pages)
        block->pages = indirect < PAGES ? (unsigned)indirect : PAGES;
    block->flushes = front_number(front, "feature-flush-cache", 0);
    block->read_only = is_read_only(front);
    /* A disk may end within one of its sectors. */
    basic->capacity -= basic->capacity % sector;
}

void block_start(struct mft_entry *entry, unsigned number)
{
    struct block *block = &blocks[count++];
    front_open(&block->front, entry, "vbd", number);
    block->number = (blkif_vdev_t)number;
    connect(block);
    read_properties(block, &entry->u.block_basic);
    front_connected(&block->front);
    entry->b.data = block;
}

/* --- a request and its answer --- */

static void describe(const struct block *block,
                     struct blkif_request_segment *segments, size_t size)
{
    for (unsigned i = 0; size > 0; i++) {
        size_t part = size < PAGE_SIZE ? size : PAGE_SIZE;
        segments[i] = (struct blkif_request_segment){
            .gref = block->grants[i],
            .last_sect = (uint8_t)(part / SECTOR - 1),
        };
        size -= part;
    }
}

static void fill_direct(struct block *block, struct blkif_request *request,
                        uint8_t operation, uint64_t sector, size_t size)
{
    *request = (struct blkif_request){
        .operation = operation,
        .nr_segments = (uint8_t)((size + PAGE_SIZE - 1) / PAGE_SIZE),
        .handle = block->number,
        .id = block->id,
        .sector_number = sector,
    };
    describe(block, request->seg, size);
}

static void fill_indirect(struct block *block, struct blkif_request *request,
                          uint8_t operation, uint64_t sector, size_t size)
{
    struct blkif_request_indirect *indirect = (void *)request;
    *indirect = (struct blkif_request_indirect){
        .operation = BLKIF_OP_INDIRECT,
        .indirect_op = operation,
        .nr_segments = (uint16_t)((size + PAGE_SIZE - 1) / PAGE_SIZE),
        .id = block->id,
        .sector_number = sector,
        .handle = block->number,
        .indirect_grefs = { block->segments_grant },
    };
    describe(block, block->segments, size);
}

static void send(struct block *block, uint8_t operation, uint64_t sector,
                 size_t size)
{
    int notify;
    struct blkif_request *request =
        RING_GET_REQUEST(&block->ring, block->ring.req_prod_pvt);
    block->id++;
    if (size > BLKIF_MAX_SEGMENTS_PER_REQUEST * PAGE_SIZE)
        fill_indirect(block, request, operation, sector, size);
    else
        fill_direct(block, request, operation, sector, size);
    block->ring.req_prod_pvt++;
    RING_PUSH_REQUESTS_AND_CHECK_NOTIFY(&block->ring, notify);
    if (notify)
        event_send(block->front.port);
}

/* Until there is an answer; false when none is to come. */
static bool wait_for(struct block *block)
{
    solo5_time_t end = solo5_clock_monotonic() + XEN_TIMEOUT_NS;
    struct events events = { 0 };
    int there;
    events_add(&events, block->front.port);
    events_add(&events, store_port());
    for (;;) {
        events_clear(&events);
        RING_FINAL_CHECK_FOR_RESPONSES(&block->ring, there);
        if (there)
            return true;
        fronts_look();
        if (block->front.lost)
            return false;
        if (solo5_clock_monotonic() >= end)
            return front_lose(&block->front, "it does not answer");
        events_wait(&events, end);
    }
}

static bool take(struct block *block)
{
    struct blkif_response response;
    RING_IDX produced = *(volatile RING_IDX *)&block->ring.sring->rsp_prod;
    barrier_read();
    if (produced != block->ring.req_prod_pvt)
        return front_lose(&block->front, "its ring is broken");
    RING_COPY_RESPONSE(&block->ring, block->ring.rsp_cons, &response);
    block->ring.rsp_cons++;
    if (response.id != block->id)
        return front_lose(&block->front, "it answers what nobody asked");
    return response.status == BLKIF_RSP_OKAY;
}

static solo5_result_t transfer(struct block *block, uint8_t operation,
                               uint64_t sector, size_t size)
{
    if (block->front.lost)
        return SOLO5_R_EUNSPEC;
    send(block, operation, sector, size);
    return wait_for(block) && take(block) ? SOLO5_R_OK : SOLO5_R_EUNSPEC;
}

/* --- what applications call --- */

static struct block *block_of(solo5_handle_t handle)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    return device ? device->b.data : NULL;
}

static bool can_transfer(solo5_handle_t handle, solo5_off_t offset, size_t size)
{
    const struct mft_entry *device =
        manifest_device(handle, MFT_DEV_BLOCK_BASIC);
    return device && manifest_blocks_io_ok(device, offset, size);
}

/* Of what is left, as much as one request takes. */
static size_t piece_of(const struct block *block, size_t left)
{
    size_t most = block->pages * (size_t)PAGE_SIZE;
    return left < most ? left : most;
}

solo5_result_t echis_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size)
{
    struct block *block = block_of(handle);
    if (!can_transfer(handle, offset, size))
        return SOLO5_R_EINVAL;
    if (block->read_only)
        return SOLO5_R_EUNSPEC;
    solo5_result_t result = SOLO5_R_OK;
    for (size_t at = 0, piece; result == SOLO5_R_OK && at < size; at += piece) {
        piece = piece_of(block, size - at);
        memcpy(block->data, buf + at, piece);
        result = transfer(block, BLKIF_OP_WRITE, (offset + at) / SECTOR, piece);
    }
    return result;
}

solo5_result_t echis_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size)
{
    struct block *block = block_of(handle);
    if (!can_transfer(handle, offset, size))
        return SOLO5_R_EINVAL;
    for (size_t at = 0, piece; at < size; at += piece) {
        piece = piece_of(block, size - at);
        solo5_result_t result =
            transfer(block, BLKIF_OP_READ, (offset + at) / SECTOR, piece);
        if (result != SOLO5_R_OK)
            return result;
        memcpy(buf + at, block->data, piece);
    }
    return SOLO5_R_OK;
}

solo5_result_t echis_block_flush(solo5_handle_t handle)
{
    struct block *block = block_of(handle);
    if (!block)
        return SOLO5_R_EINVAL;
    return block->flushes ? transfer(block, BLKIF_OP_FLUSH_DISKCACHE, 0, 0)
                          : SOLO5_R_OK;
}
