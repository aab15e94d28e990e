/* SPDX-License-Identifier: ISC */
/* Virtio over PCI (VIRTIO 1.2, 4.1): modern devices in memory, and legacy ones
 * in ports. A transitional device is both; it is taken as a modern one. */

#include "bindings.h"
#include "kernel.h"
#include "ports.h"
#include "transport_pci.h"

static bool interrupt(const struct transport *at)
{
    struct pci_device device = { .address = at->address };
    return pci_msix_enable(&device);
}

/* --- modern (4.1.4.3) --- */

static volatile struct virtio_pci_common *common_of(const struct transport *at)
{
    return (volatile struct virtio_pci_common *)at->registers;
}

static uint64_t modern_features(const struct transport *at)
{
    common_of(at)->device_feature_select = 0;
    uint64_t features = common_of(at)->device_feature;
    common_of(at)->device_feature_select = 1;
    return features | (uint64_t)common_of(at)->device_feature << 32;
}

static void modern_accept(const struct transport *at, uint64_t features)
{
    common_of(at)->driver_feature_select = 0;
    common_of(at)->driver_feature = (uint32_t)features;
    common_of(at)->driver_feature_select = 1;
    common_of(at)->driver_feature = (uint32_t)(features >> 32);
}

static uint8_t modern_status(const struct transport *at)
{
    return common_of(at)->device_status;
}

static void modern_set_status(const struct transport *at, uint8_t status)
{
    common_of(at)->device_status = status;
}

static uint16_t modern_queue_size(const struct transport *at, uint16_t queue,
                                  uint16_t most)
{
    common_of(at)->queue_select = queue;
    uint16_t size = common_of(at)->queue_size;
    if (size > most)
        common_of(at)->queue_size = size = most;
    return size;
}

static uintptr_t modern_queue_start(const struct transport *at, uint16_t queue,
                                    const struct queue_place *place)
{
    common_of(at)->msix_config = VIRTIO_NO_VECTOR;
    common_of(at)->queue_select = queue;
    common_of(at)->queue_msix_vector = at->interrupts ? 0 : VIRTIO_NO_VECTOR;
    common_of(at)->queue_desc = place->desc;
    common_of(at)->queue_driver = place->avail;
    common_of(at)->queue_device = place->used;
    common_of(at)->queue_enable = 1;
    uint64_t offset =
        common_of(at)->queue_notify_off * (uint64_t)at->notify_multiplier;
    if (offset + sizeof(uint16_t) > at->notify_size)
        return 0;
    return at->notify + offset;
}

static void modern_notify(const struct transport *at, uint16_t queue,
                          uintptr_t where)
{
    (void)at;
    *(volatile uint16_t *)where = queue;
}

static uint8_t modern_config8(const struct transport *at, unsigned offset)
{
    return *(volatile uint8_t *)(at->config + offset);
}

static uint32_t modern_generation(const struct transport *at)
{
    return common_of(at)->config_generation;
}

static const struct transport_calls modern = {
    .features = modern_features,
    .accept = modern_accept,
    .status = modern_status,
    .set_status = modern_set_status,
    .queue_size = modern_queue_size,
    .queue_start = modern_queue_start,
    .notify_queue = modern_notify,
    .interrupt = interrupt,
    .config8 = modern_config8,
    .generation = modern_generation,
};

/* --- legacy (4.1.4.8) --- */

#define LEGACY_CONFIG_SIZE 64u /* more than any field that we read needs */

static uint16_t port(const struct transport *at, unsigned offset)
{
    return (uint16_t)(at->registers + offset);
}

static uint64_t legacy_features(const struct transport *at)
{
    return port_in32(port(at, VIRTIO_LEGACY_DEVICE_FEATURES));
}

static void legacy_accept(const struct transport *at, uint64_t features)
{
    port_out32(port(at, VIRTIO_LEGACY_DRIVER_FEATURES), (uint32_t)features);
}

static uint8_t legacy_status(const struct transport *at)
{
    return port_in8(port(at, VIRTIO_LEGACY_STATUS));
}

static void legacy_set_status(const struct transport *at, uint8_t status)
{
    port_out8(port(at, VIRTIO_LEGACY_STATUS), status);
}

static uint16_t legacy_queue_size(const struct transport *at, uint16_t queue,
                                  uint16_t most)
{
    (void)most; /* the device's size is the size */
    port_out16(port(at, VIRTIO_LEGACY_QUEUE_SELECT), queue);
    return port_in16(port(at, VIRTIO_LEGACY_QUEUE_SIZE));
}

static uintptr_t legacy_queue_start(const struct transport *at, uint16_t queue,
                                    const struct queue_place *place)
{
    port_out16(port(at, VIRTIO_LEGACY_QUEUE_SELECT), queue);
    if (at->interrupts) {
        port_out16(port(at, VIRTIO_LEGACY_MSIX_CONFIG), VIRTIO_NO_VECTOR);
        port_out16(port(at, VIRTIO_LEGACY_MSIX_QUEUE), 0);
    }
    port_out32(port(at, VIRTIO_LEGACY_QUEUE_PAGE),
               (uint32_t)(place->desc / VIRTQ_ALIGN));
    return port(at, VIRTIO_LEGACY_QUEUE_NOTIFY);
}

static void legacy_notify(const struct transport *at, uint16_t queue,
                          uintptr_t where)
{
    (void)at;
    port_out16((uint16_t)where, queue);
}

static uint8_t legacy_config8(const struct transport *at, unsigned offset)
{
    unsigned vectors = at->interrupts ? 4 : 0;
    return port_in8(port(at, VIRTIO_LEGACY_CONFIG + vectors + offset));
}

/* 2.5.3: there is none; fields are hoped to be still. */
static uint32_t legacy_generation(const struct transport *at)
{
    (void)at;
    return 0;
}

static const struct transport_calls legacy = {
    .features = legacy_features,
    .accept = legacy_accept,
    .status = legacy_status,
    .set_status = legacy_set_status,
    .queue_size = legacy_queue_size,
    .queue_start = legacy_queue_start,
    .notify_queue = legacy_notify,
    .interrupt = interrupt,
    .config8 = legacy_config8,
    .generation = legacy_generation,
};

/* --- both --- */

struct part {
    uintptr_t at; /* 0: there is none */
    uint32_t size;
};

/* A part that a capability describes, mapped; none where the BAR is not in
 * memory. */
static struct part map_part(const struct pci_device *device,
                            unsigned capability)
{
    struct pci_bar bar =
        pci_bar(device, pci_read8(device, capability + VIRTIO_PCI_CAP_BAR));
    uint64_t at =
        bar.base + pci_read32(device, capability + VIRTIO_PCI_CAP_OFFSET);
    uint32_t length = pci_read32(device, capability + VIRTIO_PCI_CAP_LENGTH);
    if (bar.base == 0 || bar.is_ports)
        return (struct part){ 0 };
    paging_map(at & -(uint64_t)PAGE_SIZE, at + length, PAGE_IO);
    return (struct part){ at, length };
}

static bool find_modern(const struct pci_device *device, struct transport *to)
{
    struct part parts[VIRTIO_PCI_PARTS] = { 0 };
    unsigned at = 0;
    while ((at = pci_capability(device, PCI_CAPABILITY_VENDOR, at))) {
        unsigned part = pci_read8(device, at + VIRTIO_PCI_CAP_PART);
        /* Of several of one kind the first is the device's preference. */
        if (part >= VIRTIO_PCI_PARTS || part == VIRTIO_PCI_ISR ||
            parts[part].at)
            continue;
        parts[part] = map_part(device, at);
        if (part == VIRTIO_PCI_NOTIFY)
            to->notify_multiplier =
                pci_read32(device, at + VIRTIO_PCI_CAP_MULTIPLIER);
    }
    to->registers = parts[VIRTIO_PCI_COMMON].at;
    to->notify = parts[VIRTIO_PCI_NOTIFY].at;
    to->notify_size = parts[VIRTIO_PCI_NOTIFY].size;
    to->config = parts[VIRTIO_PCI_DEVICE].at;
    to->config_size = parts[VIRTIO_PCI_DEVICE].size;
    to->calls = &modern;
    return to->registers && to->notify &&
           parts[VIRTIO_PCI_COMMON].size >= sizeof(struct virtio_pci_common);
}

static bool find_legacy(const struct pci_device *device, struct transport *to)
{
    struct pci_bar bar = pci_bar(device, 0);
    to->registers = bar.base;
    to->config_size = LEGACY_CONFIG_SIZE;
    to->calls = &legacy;
    return bar.is_ports && bar.base;
}

bool transport_of_pci(const struct pci_device *device, struct transport *at)
{
    if (device->vendor != VIRTIO_PCI_VENDOR ||
        device->device < VIRTIO_PCI_LEGACY_FIRST)
        return false;
    *at = (struct transport){ .address = device->address };
    at->type = device->device < VIRTIO_PCI_MODERN_FIRST
                   ? pci_read16(device, PCI_SUBSYSTEM)
                   : device->device - VIRTIO_PCI_MODERN_FIRST;
    if (!transport_knows(at->type))
        return false;
    if (!find_modern(device, at) && !find_legacy(device, at))
        return false;
    pci_enable(device);
    pci_msix_map(device);
    return true;
}
