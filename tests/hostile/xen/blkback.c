/* SPDX-License-Identifier: ISC */
/* A disk's back end. */
#include <string.h>

#include "hypervisor.h"

#include <public/io/blkif.h>

#define SECTOR 512u
#define INDIRECT_MOST 256u

static bool connect(void);

static struct backend backend = {
    .front = "device/vbd/51712",
    .back = "/local/domain/0/backend/vbd/1/51712",
    .front_state = 3,
    .connect = connect,
};
static struct blkif_back_ring ring;
static evtchn_port_t port;
static uint64_t sector_size;
static bool asked;

void blkback_init(void)
{
    sector_size = device_random(2) ? SECTOR : PAGE_SIZE;
    backend_init(&backend);
    node_set(backend.back, "mode", "w");
    backend_feature(&backend, "feature-persistent", 1);
    backend_feature(&backend, "feature-flush-cache", 1);
    backend_feature(&backend, "feature-max-indirect-segments", INDIRECT_MOST);
}

static uint64_t odd_size(void)
{
    static const uint64_t sizes[] = {
        0,      1,    7,          511,
        513,    1024, 3072,       4097,
        65536,  8192, UINT32_MAX, 0x100000200,
        1 << 9, 4096, UINT64_MAX, 0x80000000000001,
    };
    return sizes[device_random(sizeof sizes / sizeof sizes[0])];
}

/* What is known when the disk is opened only. */
static void tell_properties(void)
{
    bool odd = has(DISK_ODD_SIZE);
    backend_feature(&backend, "info", 0);
    backend_feature(&backend, "sectors", odd ? odd_size() : DEVICE_SECTORS);
    backend_feature(&backend, "sector-size", odd ? odd_size() : sector_size);
}

static bool connect(void)
{
    struct blkif_sring *shared_ring = backend_ring(&backend, "ring-ref");
    tell_properties();
    if (has(BACK_LEAVES_EARLY))
        netback_leave();
    if (!shared_ring)
        return false;
    BACK_RING_ATTACH(&ring, shared_ring, 0, PAGE_SIZE);
    port = (evtchn_port_t)node_number(backend.front, "event-channel") % 4096;
    return true;
}

/* --- requests --- */

static void transfer(uint8_t *page, size_t from, size_t to, uint64_t at,
                     bool in)
{
    for (size_t i = from; i < to; i++)
        if (in)
            page[i] = DEVICE_BYTE(at + i - from);
        else
            expect(page[i] == DEVICE_BYTE(at + i - from));
}

/* How many bytes a segment moves. */
static size_t serve_segment(const struct blkif_request_segment *segment,
                            uint64_t at, bool in)
{
    size_t from = segment->first_sect * SECTOR;
    size_t to = (segment->last_sect + 1u) * SECTOR;
    uint8_t *page = page_of(segment->gref, in);
    bool good = page && from < to && to <= PAGE_SIZE;
    expect(good);
    if (good)
        transfer(page, from, to, at, in);
    return good ? to - from : 0;
}

/* A request, whichever of its two layouts it has. */
struct work {
    uint8_t operation;
    blkif_vdev_t disk;
    uint64_t at;
    unsigned count;
    const struct blkif_request_segment *segments;
};

static struct work read_direct(const struct blkif_request *request)
{
    bool fits = request->nr_segments <= BLKIF_MAX_SEGMENTS_PER_REQUEST;
    expect(fits);
    return (struct work){
        .operation = request->operation,
        .disk = request->handle,
        .at = request->sector_number * SECTOR,
        .count = fits ? request->nr_segments : 0,
        .segments = request->seg,
    };
}

/* As Linux does it: of a frontend that keeps its grants, each page is mapped to
 * be written. */
static struct work read_indirect(const struct blkif_request_indirect *request)
{
    const struct blkif_request_segment *segments =
        page_of(request->indirect_grefs[0], true);
    bool good = segments && request->nr_segments <= INDIRECT_MOST;
    expect(good && request->nr_segments > BLKIF_MAX_SEGMENTS_PER_REQUEST);
    return (struct work){
        .operation = request->indirect_op,
        .disk = request->handle,
        .at = request->sector_number * SECTOR,
        .count = good ? request->nr_segments : 0,
        .segments = segments,
    };
}

static void serve(const struct blkif_request *request)
{
    struct work work = request->operation == BLKIF_OP_INDIRECT
                           ? read_indirect((const void *)request)
                           : read_direct(request);
    bool in = work.operation == BLKIF_OP_READ;
    bool flushes = work.operation == BLKIF_OP_FLUSH_DISKCACHE;
    uint64_t at = work.at;
    expect(in || flushes || work.operation == BLKIF_OP_WRITE);
    expect(flushes == (work.count == 0));
    expect(at % sector_size == 0 && work.disk == 51712);
    require(!has_only(DISK_ODD_SIZE) ||
            node_number(backend.back, "sectors") <= UINT64_MAX / SECTOR);
    for (unsigned i = 0; i < work.count; i++)
        at += serve_segment(&work.segments[i], at, in);
    expect(at <= DEVICE_SECTORS * SECTOR && at % sector_size == 0);
}

static void answer(const struct blkif_request *request)
{
    *RING_GET_RESPONSE(&ring, ring.rsp_prod_pvt++) = (struct blkif_response){
        .id = does(DISK_WILD_ID) ? request->id + wild(3) : request->id,
        .operation =
            does(DISK_WILD_STATUS) ? (uint8_t)wild(6) : request->operation,
        .status = does(DISK_WILD_STATUS) ? (int16_t)wild(3) : BLKIF_RSP_OKAY,
    };
}

static void take(void)
{
    struct blkif_request request;
    RING_COPY_REQUEST(&ring, ring.req_cons++, &request);
    serve(&request);
    if (has(DISK_SILENT) && device_random(6) == 0)
        return;
    answer(&request);
    if (does(DISK_TWICE))
        answer(&request);
}

static void work(void)
{
    int more = 1, notify;
    while (more) {
        while (RING_HAS_UNCONSUMED_REQUESTS(&ring))
            take();
        RING_FINAL_CHECK_FOR_REQUESTS(&ring, more);
    }
    RING_PUSH_RESPONSES_AND_CHECK_NOTIFY(&ring, notify);
    if (does(DISK_WILD_INDEX))
        ring.sring->rsp_prod += wild(32);
    if (notify)
        port_raise(port);
}

void blkback_work(void)
{
    backend_work(&backend);
    if (!backend.connected)
        return;
    asked = port_asked(port) || asked;
    if (seldom(DISK_SCRIBBLES))
        scribble(ring.sring);
    if (!asked || host_is_slow())
        return;
    asked = false;
    work();
}
