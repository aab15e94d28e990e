/* SPDX-License-Identifier: ISC */
/* Virtio over MMIO (VIRTIO 1.2, 4.2): modern devices and legacy ones. */

#include "transport_mmio.h"

#include "bindings.h"
#include "board.h"
#include "gic.h"
#include "kernel.h"
#include "machine.h"

#define MAGIC 0x74726976u /* "virt" */

enum {
    MAGIC_VALUE = 0x000,
    VERSION = 0x004,
    DEVICE_ID = 0x008,
    DEVICE_FEATURES = 0x010,
    DEVICE_FEATURES_SELECT = 0x014,
    DRIVER_FEATURES = 0x020,
    DRIVER_FEATURES_SELECT = 0x024,
    GUEST_PAGE_SIZE = 0x028, /* legacy */
    QUEUE_SELECT = 0x030,
    QUEUE_SIZE_MAX = 0x034,
    QUEUE_SIZE = 0x038,
    QUEUE_ALIGN = 0x03c, /* legacy */
    QUEUE_PAGE = 0x040,  /* legacy */
    QUEUE_READY = 0x044,
    QUEUE_NOTIFY = 0x050,
    INTERRUPT_STATUS = 0x060,
    INTERRUPT_ACK = 0x064,
    STATUS = 0x070,
    QUEUE_DESC = 0x080,
    QUEUE_DRIVER = 0x090,
    QUEUE_DEVICE = 0x0a0,
    CONFIG_GENERATION = 0x0fc, /* not legacy */
    CONFIG = 0x100,
    END = 0x200
};

static volatile uint32_t *reg(const struct transport *at, unsigned offset)
{
    return (volatile uint32_t *)(at->registers + offset);
}

static bool is_legacy(const struct transport *at)
{
    return *reg(at, VERSION) == 1;
}

static uint64_t features(const struct transport *at)
{
    *reg(at, DEVICE_FEATURES_SELECT) = 0;
    uint64_t low = *reg(at, DEVICE_FEATURES);
    if (is_legacy(at))
        return low;
    *reg(at, DEVICE_FEATURES_SELECT) = 1;
    return low | (uint64_t)*reg(at, DEVICE_FEATURES) << 32;
}

static void accept(const struct transport *at, uint64_t accepted)
{
    *reg(at, DRIVER_FEATURES_SELECT) = 0;
    *reg(at, DRIVER_FEATURES) = (uint32_t)accepted;
    if (is_legacy(at)) {
        *reg(at, GUEST_PAGE_SIZE) = VIRTQ_ALIGN;
        return;
    }
    *reg(at, DRIVER_FEATURES_SELECT) = 1;
    *reg(at, DRIVER_FEATURES) = (uint32_t)(accepted >> 32);
}

static uint8_t status(const struct transport *at)
{
    return (uint8_t)*reg(at, STATUS);
}

static void set_status(const struct transport *at, uint8_t value)
{
    *reg(at, STATUS) = value;
}

static uint16_t queue_size(const struct transport *at, uint16_t queue,
                           uint16_t most)
{
    *reg(at, QUEUE_SELECT) = queue;
    uint32_t size = *reg(at, QUEUE_SIZE_MAX);
    if (size > most)
        size = most;
    *reg(at, QUEUE_SIZE) = size;
    return (uint16_t)size;
}

static void set_address(const struct transport *at, unsigned offset,
                        uint64_t address)
{
    *reg(at, offset) = (uint32_t)address;
    *reg(at, offset + 4) = (uint32_t)(address >> 32);
}

static uintptr_t queue_start(const struct transport *at, uint16_t queue,
                             const struct queue_place *place)
{
    *reg(at, QUEUE_SELECT) = queue;
    if (is_legacy(at)) {
        *reg(at, QUEUE_ALIGN) = VIRTQ_ALIGN;
        *reg(at, QUEUE_PAGE) = (uint32_t)(place->desc / VIRTQ_ALIGN);
        return at->registers + QUEUE_NOTIFY;
    }
    set_address(at, QUEUE_DESC, place->desc);
    set_address(at, QUEUE_DRIVER, place->avail);
    set_address(at, QUEUE_DEVICE, place->used);
    *reg(at, QUEUE_READY) = 1;
    return at->registers + QUEUE_NOTIFY;
}

static void notify_queue(const struct transport *at, uint16_t queue,
                         uintptr_t where)
{
    (void)at;
    *(volatile uint32_t *)where = queue;
}

static uint8_t config8(const struct transport *at, unsigned offset)
{
    return *(volatile uint8_t *)(at->registers + CONFIG + offset);
}

static uint32_t generation(const struct transport *at)
{
    return is_legacy(at) ? 0 : *reg(at, CONFIG_GENERATION);
}

static bool interrupt(const struct transport *at)
{
    board.devices[at->address].used = true;
    gic_enable(board.devices[at->address].interrupt);
    return true;
}

static const struct transport_calls mmio = {
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

bool transport_of_mmio(uintptr_t registers, struct transport *at)
{
    *at = (struct transport){
        .registers = registers,
        .config_size = END - CONFIG,
        .calls = &mmio,
    };
    if (*reg(at, MAGIC_VALUE) != MAGIC)
        return false;
    at->type = *reg(at, DEVICE_ID);
    return transport_knows(at->type);
}

void transport_mmio_acknowledge(void)
{
    for (unsigned i = 0; i < board.count; i++) {
        struct transport at = { .registers = board.devices[i].registers };
        if (board.devices[i].used)
            *reg(&at, INTERRUPT_ACK) = *reg(&at, INTERRUPT_STATUS);
    }
}
