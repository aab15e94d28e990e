/* SPDX-License-Identifier: ISC */
/* Network devices (VIRTIO 1.2, 5.1). A frame is copied between the caller's
 * buffer and a slot that the device knows; descriptor n uses slot n. */

#include <string.h>

#include "devices.h"
#include "queue.h"

#define SLOTS 64u
#define SLOT_SIZE 2048u
#define MTU_DEFAULT 1500u
#define MTU_LEAST 68u /* 5.1.4.1 */

static struct net {
    struct queue rx, tx;
    char *rx_slots, *tx_slots;
    size_t slot_size, header_size, frame_size;
    solo5_handle_t handle;
    bool merges; /* a frame may come in several slots */
} nets[MFT_MAX_ENTRIES];
static unsigned count;

/* NULL, or what is wrong with them. */
static const char *read_properties(const struct transport *transport,
                                   struct mft_net_basic *net)
{
    net->mtu = MTU_DEFAULT;
    if (!(transport->features & VIRTIO_NET_F_MAC))
        return "it has no MAC address";
    if (!transport_config(transport, offsetof(struct virtio_net_config, mac),
                          net->mac, sizeof net->mac))
        return "its MAC address cannot be read";
    if (transport->features & VIRTIO_NET_F_MTU &&
        !transport_config(transport, offsetof(struct virtio_net_config, mtu),
                          &net->mtu, sizeof net->mtu))
        return "its MTU cannot be read";
    return net->mtu < MTU_LEAST ? "its MTU is below 68" : NULL;
}

static void set_sizes(struct net *net, const struct transport *transport,
                      unsigned mtu)
{
    size_t modern = VIRTIO_F_VERSION_1 | VIRTIO_NET_F_MRG_RXBUF;
    net->header_size = transport->features & modern
                           ? sizeof(struct virtio_net_hdr)
                           : offsetof(struct virtio_net_hdr, num_buffers);
    net->merges = transport->features & VIRTIO_NET_F_MRG_RXBUF;
    net->frame_size = mtu + (size_t)SOLO5_NET_HLEN;
    net->slot_size = SLOT_SIZE;
    while (net->slot_size < net->header_size + net->frame_size)
        net->slot_size *= 2;
}

static void give_slot(struct net *net)
{
    char *slot = net->rx_slots + net->slot_size * net->rx.free_head;
    struct piece piece = { slot, (uint32_t)net->slot_size, true };
    queue_add(&net->rx, &piece, 1);
}

static char *take_slots(const struct net *net)
{
    return memory_take_pages(SLOTS * net->slot_size / PAGE_SIZE);
}

/* NULL, or why the device cannot be used. */
static const char *begin(struct net *net, struct transport *transport,
                         struct mft_net_basic *properties)
{
    uint64_t known =
        VIRTIO_NET_F_MTU | VIRTIO_NET_F_MAC | VIRTIO_NET_F_MRG_RXBUF;
    const char *failure = transport_begin(transport, known);
    if (!failure)
        failure = read_properties(transport, properties);
    if (failure)
        return failure;
    set_sizes(net, transport, properties->mtu);
    bool queues = queue_init(&net->rx, transport, VIRTIO_NET_RX, SLOTS) &&
                  queue_init(&net->tx, transport, VIRTIO_NET_TX, SLOTS);
    return queues ? NULL : "it lacks a queue";
}

void net_start(struct transport *transport, struct mft_entry *entry,
               solo5_handle_t handle)
{
    struct net *net = &nets[count];
    const char *failure = begin(net, transport, &entry->u.net_basic);
    if (failure)
        devices_panic(entry, failure);
    count++; /* only now: the way to an end looks at all that count */
    net->rx_slots = take_slots(net);
    net->tx_slots = take_slots(net);
    net->tx.avail->flags = VIRTQ_AVAIL_NO_INTERRUPT;
    net->handle = handle;
    entry->b.data = net;
    for (unsigned i = 0; i < SLOTS && i < net->rx.size; i++)
        give_slot(net);
    transport_go(transport);
    queue_kick(&net->rx, 0);
}

static struct net *net_of(solo5_handle_t handle)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    return device ? device->b.data : NULL;
}

solo5_result_t solo5_net_write(solo5_handle_t handle, const uint8_t *buf,
                               size_t size)
{
    struct net *net = net_of(handle);
    uint32_t unused;
    if (!net || size > net->frame_size)
        return SOLO5_R_EINVAL;
    while (queue_take(&net->tx, &unused) >= 0)
        ;
    if (net->tx.broken)
        return SOLO5_R_EUNSPEC;
    unsigned index = net->tx.free_head;
    /* What the host has no room for is dropped. */
    if (net->tx.free_count == 0 || index >= SLOTS)
        return SOLO5_R_OK;
    char *slot = net->tx_slots + net->slot_size * index;
    uint16_t before = net->tx.next_avail;
    struct piece piece = { slot, (uint32_t)(net->header_size + size), false };
    memset(slot, 0, net->header_size);
    memcpy(slot + net->header_size, buf, size);
    queue_add(&net->tx, &piece, 1);
    queue_kick(&net->tx, before);
    return SOLO5_R_OK;
}

/* Appends what a slot holds from `from` on; the slot is the device's again. */
static bool append(struct net *net, size_t from, uint8_t *buf, size_t *size,
                   unsigned *pieces)
{
    uint32_t written;
    int head = queue_take(&net->rx, &written);
    if (head < 0)
        return false;
    char *slot = net->rx_slots + net->slot_size * (unsigned)head;
    bool fits = written >= from && written <= net->slot_size &&
                *size + written - from <= net->frame_size;
    if (fits) {
        if (pieces && net->merges)
            *pieces = ((const struct virtio_net_hdr *)slot)->num_buffers;
        memcpy(buf + *size, slot + from, written - from);
        *size += written - from;
    }
    give_slot(net);
    return fits;
}

solo5_result_t solo5_net_read(solo5_handle_t handle, uint8_t *buf, size_t size,
                              size_t *read_size)
{
    struct net *net = net_of(handle);
    unsigned pieces = 1;
    if (!net || size < net->frame_size)
        return SOLO5_R_EINVAL;
    if (net->rx.broken)
        return SOLO5_R_EUNSPEC;
    if (!queue_has_used(&net->rx))
        return SOLO5_R_AGAIN;
    uint16_t before = net->rx.next_avail;
    size_t got = 0;
    bool whole = append(net, net->header_size, buf, &got, &pieces);
    for (unsigned i = 1; whole && i < pieces; i++)
        whole = append(net, 0, buf, &got, NULL);
    queue_kick(&net->rx, before);
    if (!whole)
        return net->rx.broken ? SOLO5_R_EUNSPEC : SOLO5_R_AGAIN;
    *read_size = got;
    return SOLO5_R_OK;
}

solo5_handle_set_t net_ready(void)
{
    solo5_handle_set_t ready = 0;
    for (unsigned i = 0; i < count; i++)
        if (net_of(nets[i].handle) && queue_has_used(&nets[i].rx))
            ready |= (solo5_handle_set_t)1 << nets[i].handle;
    return ready;
}

bool net_is_idle(void)
{
    for (unsigned i = 0; i < count; i++)
        if (!nets[i].tx.broken && nets[i].tx.used->idx != nets[i].tx.next_avail)
            return false;
    return true;
}

void net_want_interrupts(void)
{
    for (unsigned i = 0; i < count; i++)
        queue_want_interrupt(&nets[i].rx);
}
