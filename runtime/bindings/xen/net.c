/* SPDX-License-Identifier: ISC */
/* Network devices: Xen's netfront (public/io/netif.h). A frame is copied
 * between the caller's buffer and pages that are granted once; one longer than
 * a page takes several slots. Checksums are whole on both ways. */

#include <string.h>

#include "front.h"

#include <public/io/netif.h>

#define SLOTS 64u
#define MTU_DEFAULT 1500u
#define MTU_LEAST 68u /* of IP */
#define FRAME_MOST 0xffffu

static struct net {
    struct front front;
    struct netif_tx_front_ring tx;
    struct netif_rx_front_ring rx;
    char *tx_pages, *rx_pages;
    grant_ref_t tx_grants[SLOTS], rx_grants[SLOTS];
    uint16_t tx_free[SLOTS]; /* slots that are ours, tx_free_count of them */
    unsigned tx_free_count;
    bool tx_sent[SLOTS]; /* slots that are the other side's */
    evtchn_port_t tx_port;
    size_t frame_size;
    solo5_handle_t handle;
    bool told; /* who uses it knows that it is lost */
} nets[MFT_MAX_ENTRIES];
static unsigned count;

/* --- start --- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_mac(const struct front *front, uint8_t *mac)
{
    char text[24];
    if (!store_read(front->folder, "mac", text, sizeof text) ||
        strlen(text) != 3 * SOLO5_NET_ALEN - 1)
        return false;
    for (unsigned i = 0; i < SOLO5_NET_ALEN; i++) {
        int high = hex_digit(text[3 * i]), low = hex_digit(text[3 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        mac[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* What is longer than a page needs scattered frames. */
static uint16_t read_mtu(const struct front *front)
{
    uint64_t most = front_number(front, "feature-sg", 0)
                        ? FRAME_MOST - SOLO5_NET_HLEN
                        : MTU_DEFAULT;
    uint64_t mtu = store_read_number(front->folder, "mtu", MTU_DEFAULT);
    if (mtu < MTU_LEAST)
        devices_panic(front->entry, "its MTU is below 68");
    return (uint16_t)(mtu < most ? mtu : most);
}

static char *share_pages(struct net *net, grant_ref_t *grants, bool read_only)
{
    char *pages = memory_take_pages(SLOTS);
    for (unsigned i = 0; i < SLOTS; i++)
        grants[i] = grant(net->front.other, pages + i * PAGE_SIZE, read_only);
    return pages;
}

static void share_rings(struct net *net)
{
    struct netif_tx_sring *tx = front_share(&net->front, "tx-ring-ref");
    struct netif_rx_sring *rx = front_share(&net->front, "rx-ring-ref");
    XEN_FRONT_RING_INIT(&net->tx, tx, PAGE_SIZE);
    XEN_FRONT_RING_INIT(&net->rx, rx, PAGE_SIZE);
    net->tx_pages = share_pages(net, net->tx_grants, true);
    net->rx_pages = share_pages(net, net->rx_grants, false);
    for (unsigned i = 0; i < SLOTS; i++)
        net->tx_free[net->tx_free_count++] = (uint16_t)i;
}

static void tell_ports(struct net *net)
{
    const struct front *front = &net->front;
    net->tx_port = front->port;
    if (!front_number(front, "feature-split-event-channels", 0)) {
        store_write_number(front->folder, "event-channel", front->port);
        return;
    }
    net->tx_port = event_offer(front->other);
    store_write_number(front->folder, "event-channel-rx", front->port);
    store_write_number(front->folder, "event-channel-tx", net->tx_port);
}

/* Answers come in the order of the requests, in the same places of the ring,
 * and each slot is given again when it came: the nth is always of one slot. */
static void give_slot(struct net *net)
{
    unsigned slot = net->rx.req_prod_pvt % SLOTS;
    struct netif_rx_request *request =
        RING_GET_REQUEST(&net->rx, net->rx.req_prod_pvt);
    *request = (struct netif_rx_request){ .id = (uint16_t)slot,
                                          .gref = net->rx_grants[slot] };
    net->rx.req_prod_pvt++;
}

static void push_slots(struct net *net)
{
    int notify;
    RING_PUSH_REQUESTS_AND_CHECK_NOTIFY(&net->rx, notify);
    if (notify)
        event_send(net->front.port);
}

static void connect(struct net *net)
{
    const struct front *front = &net->front;
    front_await(front, FRONT_STATE(XenbusStateInitWait));
    if (!front_number(front, "feature-rx-copy", 0))
        devices_panic(front->entry, "its backend cannot copy");
    share_rings(net);
    tell_ports(net);
    store_write_number(front->folder, "request-rx-copy", 1);
    store_write_number(front->folder, "feature-rx-notify", 1);
    store_write_number(front->folder, "feature-sg", 1);
    store_write_number(front->folder, "feature-no-csum-offload", 1);
    for (unsigned i = 0; i < SLOTS; i++)
        give_slot(net);
    push_slots(net);
    front_connected(&net->front);
}

void net_start(struct mft_entry *entry, solo5_handle_t handle, unsigned number)
{
    struct net *net = &nets[count];
    struct mft_net_basic *basic = &entry->u.net_basic;
    front_open(&net->front, entry, "vif", number);
    if (!read_mac(&net->front, basic->mac))
        devices_panic(entry, "it has no MAC address");
    connect(net);
    basic->mtu = read_mtu(&net->front);
    net->frame_size = basic->mtu + (size_t)SOLO5_NET_HLEN;
    net->handle = handle;
    entry->b.data = net;
    yield_looks(net->front.port);
    count++; /* only now: the way to an end looks at all that count */
}

/* The device, if it can be used; else NULL and why. */
static struct net *net_of(solo5_handle_t handle, solo5_result_t *result)
{
    const struct mft_entry *device = manifest_device(handle, MFT_DEV_NET_BASIC);
    struct net *net = device ? device->b.data : NULL;
    *result = net && net->front.lost ? SOLO5_R_EUNSPEC : SOLO5_R_EINVAL;
    if (net && net->front.lost)
        net->told = true;
    return net && !net->front.lost ? net : NULL;
}

/* How many answers wait; none where there are more than there can be. */
static RING_IDX waiting(struct net *net, const volatile RING_IDX *produced,
                        RING_IDX requested, RING_IDX consumed)
{
    RING_IDX there = *produced - consumed;
    barrier_read();
    if (there <= requested - consumed)
        return there;
    front_lose(&net->front, "its ring is broken");
    return 0;
}

/* --- out --- */

static void take_back(struct net *net)
{
    for (RING_IDX there = waiting(net, &net->tx.sring->rsp_prod,
                                  net->tx.req_prod_pvt, net->tx.rsp_cons);
         there > 0; there--) {
        struct netif_tx_response response;
        RING_COPY_RESPONSE(&net->tx, net->tx.rsp_cons++, &response);
        if (response.id >= SLOTS || !net->tx_sent[response.id]) {
            front_lose(&net->front, "it answers what nobody asked");
            return;
        }
        net->tx_sent[response.id] = false;
        net->tx_free[net->tx_free_count++] = response.id;
    }
}

/* One slot, from which at most a page of the frame goes. The first tells the
 * size of the whole. */
static void put_slot(struct net *net, const uint8_t *part, size_t size,
                     size_t told, bool more)
{
    uint16_t slot = net->tx_free[--net->tx_free_count];
    struct netif_tx_request *request =
        RING_GET_REQUEST(&net->tx, net->tx.req_prod_pvt);
    memcpy(net->tx_pages + slot * PAGE_SIZE, part, size);
    *request = (struct netif_tx_request){
        .gref = net->tx_grants[slot],
        .flags = more ? NETTXF_more_data : 0,
        .id = slot,
        .size = (uint16_t)told,
    };
    net->tx_sent[slot] = true;
    net->tx.req_prod_pvt++;
}

static void put(struct net *net, const uint8_t *frame, size_t size)
{
    size_t told = size;
    for (;;) {
        size_t part = size < PAGE_SIZE ? size : PAGE_SIZE;
        put_slot(net, frame, part, told, part < size);
        if (part == size)
            return;
        frame += part;
        size -= part;
        told = size < PAGE_SIZE ? size : PAGE_SIZE;
    }
}

solo5_result_t solo5_net_write(solo5_handle_t handle, const uint8_t *buf,
                               size_t size)
{
    solo5_result_t result;
    struct net *net = net_of(handle, &result);
    int notify;
    if (!net)
        return result;
    if (size > net->frame_size)
        return SOLO5_R_EINVAL;
    take_back(net);
    if (net->front.lost)
        return SOLO5_R_EUNSPEC;
    /* What the host has no room for is dropped. */
    if (net->tx_free_count < size / PAGE_SIZE + 1)
        return SOLO5_R_OK;
    put(net, buf, size);
    RING_PUSH_REQUESTS_AND_CHECK_NOTIFY(&net->tx, notify);
    if (notify)
        event_send(net->tx_port);
    return SOLO5_R_OK;
}

bool net_is_idle(void)
{
    for (unsigned i = 0; i < count; i++)
        if (!nets[i].front.lost &&
            *(volatile RING_IDX *)&nets[i].tx.sring->rsp_prod !=
                nets[i].tx.req_prod_pvt)
            return false;
    return true;
}

/* --- in --- */

/* Appends one slot to a frame; false when there is nothing good in it. */
static bool append(struct net *net, uint8_t *buf, size_t *size, bool *more)
{
    struct netif_rx_response response;
    unsigned slot = net->rx.rsp_cons % SLOTS;
    RING_COPY_RESPONSE(&net->rx, net->rx.rsp_cons++, &response);
    if (response.id != slot) {
        front_lose(&net->front, "it answers what nobody asked");
        *more = false;
        return false;
    }
    size_t part = response.status > 0 ? (size_t)response.status : 0;
    bool fits = part > 0 && response.offset + part <= PAGE_SIZE &&
                *size + part <= net->frame_size;
    if (fits) {
        memcpy(buf + *size, net->rx_pages + slot * PAGE_SIZE + response.offset,
               part);
        *size += part;
    }
    *more = response.flags & NETRXF_more_data;
    give_slot(net);
    return fits;
}

solo5_result_t solo5_net_read(solo5_handle_t handle, uint8_t *buf, size_t size,
                              size_t *read_size)
{
    solo5_result_t result;
    struct net *net = net_of(handle, &result);
    if (!net)
        return result;
    if (size < net->frame_size)
        return SOLO5_R_EINVAL;
    RING_IDX there = waiting(net, &net->rx.sring->rsp_prod,
                             net->rx.req_prod_pvt, net->rx.rsp_cons);
    if (there == 0)
        return net->front.lost ? SOLO5_R_EUNSPEC : SOLO5_R_AGAIN;
    size_t got = 0;
    bool more = true, whole = true;
    for (; more && there > 0; there--)
        whole = append(net, buf, &got, &more) && whole;
    push_slots(net);
    if (net->front.lost)
        return SOLO5_R_EUNSPEC;
    if (!whole || more)
        return SOLO5_R_AGAIN;
    *read_size = got;
    return SOLO5_R_OK;
}

/* --- waiting --- */

/* Who waits for a frame that cannot come any more is to read the error. */
static bool is_ready(struct net *net)
{
    int there;
    if (net->front.lost)
        return !net->told;
    RING_FINAL_CHECK_FOR_RESPONSES(&net->rx, there);
    return there;
}

solo5_handle_set_t net_ready(void)
{
    solo5_handle_set_t ready = 0;
    for (unsigned i = 0; i < count; i++)
        if (manifest_device(nets[i].handle, MFT_DEV_NET_BASIC) &&
            is_ready(&nets[i]))
            ready |= (solo5_handle_set_t)1 << nets[i].handle;
    return ready;
}
