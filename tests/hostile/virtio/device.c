/* SPDX-License-Identifier: ISC */
/* Devices that do wrong: their registers, and the other side of their queues.
 */
#include "device.h"

#include <string.h>

#include "hostile.h"

#define QUEUES 2u
#define FRAME 100u

enum misdeed {
    NO_RESET,
    WILD_FEATURES,
    WILD_SIZE,
    WILD_CONFIG,
    MOVING_CONFIG,
    NO_NOTIFICATION,
    SILENT,
    WILD_ID,
    WILD_LENGTH,
    WILD_INDEX,
    TWICE,
    SCRIBBLES,
    WILD_DATA,
    WILD_STATUS,
    MISDEEDS
};

static const enum virtio_type types[DEVICES] = { VIRTIO_NET, VIRTIO_BLOCK,
                                                 VIRTIO_ENTROPY };

static struct device {
    uint64_t features;
    uint8_t status;
    struct device_queue {
        struct virtq_desc *desc;
        volatile struct virtq_avail *avail;
        volatile struct virtq_used *used;
        uint16_t size, taken;
    } queues[QUEUES];
} devices[DEVICES];

void host_seed(uint64_t seed)
{
    misdeeds_choose(seed, MISDEEDS, 8);
}

/* --- registers --- */

static struct device *device_of(const struct transport *at)
{
    return &devices[at->address];
}

static uint64_t features(const struct transport *at)
{
    uint64_t all = VIRTIO_F_VERSION_1 | VIRTIO_F_EVENT_IDX;
    all |= at->type == VIRTIO_NET
               ? VIRTIO_NET_F_MAC | VIRTIO_NET_F_MRG_RXBUF | VIRTIO_NET_F_MTU
               : VIRTIO_BLOCK_F_BLK_SIZE;
    return has(WILD_FEATURES) ? all & device_random(UINT64_MAX) : all;
}

static void accept(const struct transport *at, uint64_t accepted)
{
    device_of(at)->features = accepted;
}

static uint8_t status(const struct transport *at)
{
    return has(NO_RESET) ? 1 : device_of(at)->status;
}

static void set_status(const struct transport *at, uint8_t value)
{
    device_of(at)->status = value;
}

static uint16_t queue_size(const struct transport *at, uint16_t queue,
                           uint16_t most)
{
    uint16_t size = has(WILD_SIZE)
                        ? (uint16_t)(device_random(2) ? device_random(0x10000)
                                                      : 1u << device_random(12))
                        : most;
    device_of(at)->queues[queue].size = size;
    return size;
}

static uintptr_t queue_start(const struct transport *at, uint16_t queue,
                             const struct queue_place *place)
{
    struct device_queue *to = &device_of(at)->queues[queue];
    to->desc = (void *)(uintptr_t)place->desc;
    to->avail = (void *)(uintptr_t)place->avail;
    to->used = (void *)(uintptr_t)place->used;
    return !has(NO_NOTIFICATION);
}

static void notify_queue(const struct transport *at, uint16_t queue,
                         uintptr_t where)
{
    (void)at;
    (void)queue;
    (void)where;
    devices_work();
}

static uint8_t honest_config(unsigned type, unsigned offset)
{
    static const struct virtio_net_config net = { .mac = { 2 }, .mtu = 1500 };
    static const struct virtio_block_config block = {
        .capacity = DEVICE_SECTORS,
        .blk_size = VIRTIO_BLOCK_SECTOR,
    };
    const void *config = type == VIRTIO_NET ? (const void *)&net : &block;
    return ((const uint8_t *)config)[offset];
}

static uint8_t config8(const struct transport *at, unsigned offset)
{
    return has(WILD_CONFIG) ? (uint8_t)device_random(256)
                            : honest_config(at->type, offset);
}

static uint32_t generation(const struct transport *at)
{
    (void)at;
    return has(MOVING_CONFIG) ? (uint32_t)device_random(2) : 0;
}

static bool interrupt(const struct transport *at)
{
    (void)at;
    return device_random(2);
}

static const struct transport_calls calls = {
    .features = features,
    .accept = accept,
    .status = status,
    .set_status = set_status,
    .queue_size = queue_size,
    .queue_start = queue_start,
    .notify_queue = notify_queue,
    .interrupt = interrupt,
    .config8 = config8,
    .generation = generation,
};

struct transport device_transport(unsigned index)
{
    static const unsigned sizes[DEVICES] = { sizeof(struct virtio_net_config),
                                             sizeof(struct virtio_block_config),
                                             0 };
    return (struct transport){
        .type = types[index],
        .calls = &calls,
        .address = index,
        .config_size = sizes[index],
    };
}

/* --- queues --- */

static void use(struct device_queue *queue, uint32_t id, uint32_t length)
{
    volatile struct virtq_used_elem *element =
        &queue->used->ring[queue->used->idx & (queue->size - 1)];
    element->id = does(WILD_ID) ? wild(queue->size) : id;
    element->len = does(WILD_LENGTH) ? wild(4096) : length;
    queue->used->idx++;
}

static void misuse(struct device_queue *queue, uint32_t id, uint32_t length)
{
    if (has(SILENT) && device_random(6))
        return;
    use(queue, id, length);
    if (does(TWICE))
        use(queue, id, length);
    if (does(WILD_INDEX))
        queue->used->idx = (uint16_t)device_random(0x10000);
}

static void scribble(struct device_queue *queue)
{
    uint8_t *places[] = { (uint8_t *)queue->desc, (uint8_t *)queue->avail,
                          (uint8_t *)queue->used };
    size_t sizes[] = { 16u * queue->size, 6 + 2u * queue->size,
                       6 + 8u * queue->size };
    unsigned which = (unsigned)device_random(3);
    for (unsigned i = 0; i < 8; i++)
        places[which][device_random(sizes[which])] =
            (uint8_t)device_random(256);
}

static void fill(uint8_t *to, size_t size, uint64_t from)
{
    for (size_t i = 0; i < size; i++)
        to[i] = does(WILD_DATA) ? (uint8_t)device_random(256)
                                : DEVICE_BYTE(from + i);
}

/* A frame, at the start of the buffer. */
static uint32_t receive(const struct device *device,
                        const struct virtq_desc *desc)
{
    uint32_t header = sizeof(struct virtio_net_hdr);
    uint8_t *to = (void *)(uintptr_t)desc->addr;
    if (!(device->features & (VIRTIO_F_VERSION_1 | VIRTIO_NET_F_MRG_RXBUF)))
        header = offsetof(struct virtio_net_hdr, num_buffers);
    memset(to, 0, sizeof(struct virtio_net_hdr));
    ((struct virtio_net_hdr *)(void *)to)->num_buffers =
        does(WILD_DATA) ? (uint16_t)device_random(0x10000) : 1;
    fill(to + header, FRAME, 0);
    return header + FRAME;
}

/* A request: header, data, status. */
static uint32_t answer(const struct virtq_desc *desc, uint16_t head)
{
    const struct virtq_desc *data = &desc[desc[head].next];
    const struct virtq_desc *end = &desc[data->next];
    const struct virtio_block_req *request =
        (const void *)(uintptr_t)desc[head].addr;
    bool in = data->flags & VIRTQ_DESC_WRITE;
    if (in)
        fill((void *)(uintptr_t)data->addr, data->len,
             request->sector * VIRTIO_BLOCK_SECTOR);
    *(uint8_t *)(uintptr_t)end->addr =
        does(WILD_STATUS) ? (uint8_t)device_random(256) : VIRTIO_BLOCK_OK;
    return in ? data->len + 1 : 1;
}

/* As much as it likes, but something. */
static uint32_t guess(const struct virtq_desc *desc)
{
    uint32_t size = 1 + (uint32_t)device_random(desc->len);
    fill((void *)(uintptr_t)desc->addr, size, 1);
    return size;
}

static void work(struct device *device, unsigned type, unsigned number)
{
    struct device_queue *queue = &device->queues[number];
    uint16_t head = queue->avail->ring[queue->taken & (queue->size - 1)];
    queue->taken++;
    /* One that scribbles cannot believe the table itself. */
    if (has(SCRIBBLES))
        misuse(queue, (uint32_t)device_random(queue->size),
               (uint32_t)device_random(200));
    else if (type == VIRTIO_ENTROPY)
        misuse(queue, head, guess(&queue->desc[head]));
    else if (type == VIRTIO_BLOCK)
        misuse(queue, head, answer(queue->desc, head));
    else if (number == VIRTIO_NET_RX)
        misuse(queue, head, receive(device, &queue->desc[head]));
    else
        misuse(queue, head, 0);
}

/* Frames come one at a time, everything else at once. */
static void work_on(struct device *device, unsigned type, unsigned number)
{
    struct device_queue *queue = &device->queues[number];
    bool one = type == VIRTIO_NET && number == VIRTIO_NET_RX;
    if (!queue->used)
        return;
    while (queue->taken != queue->avail->idx) {
        work(device, type, number);
        if (one)
            break;
    }
    /* 2.7.10: the driver is to tell of all that comes. */
    *(volatile uint16_t *)&queue->used->ring[queue->size] = queue->taken;
}

void devices_work(void)
{
    for (unsigned i = 0; i < DEVICES; i++)
        for (unsigned j = 0; j < QUEUES; j++) {
            work_on(&devices[i], types[i], j);
            if (devices[i].queues[j].used && does(SCRIBBLES))
                scribble(&devices[i].queues[j]);
        }
}
