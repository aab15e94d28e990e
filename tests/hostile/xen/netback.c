/* SPDX-License-Identifier: ISC */
/* A network back end: frames of known bytes, and how they go wrong. */
#include <string.h>

#include "hypervisor.h"
#include "own_manifest.h"

#include <public/io/netif.h>
#include <public/io/xenbus.h>

#define SLOTS_A_FRAME 18u /* of Linux's back end */
#define FRAME_LEAST 60u

static bool connect(void);

static struct backend backend = {
    .front = "device/vif/0",
    .back = "/local/domain/0/backend/vif/1/0",
    .front_state = 4,
    .connect = connect,
};
static struct netif_tx_back_ring tx;
static struct netif_rx_back_ring rx;
static evtchn_port_t tx_port, rx_port;
static uint64_t mtu;
static bool splits, asked, awake = true;

void netback_init(void)
{
    splits = device_random(2);
    mtu = device_random(2) ? 1500 : 9000;
    backend_init(&backend);
    node_set(backend.front, "mac",
             has(BACK_ODD_FEATURES) && device_random(2) ? "00:16:3e:00:00:0x"
                                                        : "00:16:3E:00:00:01");
    node_set_number(backend.front, "mtu", mtu);
    backend_feature(&backend, "feature-rx-copy", 1);
    backend_feature(&backend, "feature-sg", 1);
    backend_feature(&backend, "feature-split-event-channels", splits);
}

static evtchn_port_t port_of(const char *key)
{
    return (evtchn_port_t)node_number(backend.front, key) % 4096;
}

static bool connect(void)
{
    struct netif_tx_sring *tx_ring = backend_ring(&backend, "tx-ring-ref");
    struct netif_rx_sring *rx_ring = backend_ring(&backend, "rx-ring-ref");
    expect(node_number(backend.front, "request-rx-copy") == 1);
    if (!tx_ring || !rx_ring)
        return false;
    BACK_RING_ATTACH(&tx, tx_ring, 0, PAGE_SIZE);
    BACK_RING_ATTACH(&rx, rx_ring, 0, PAGE_SIZE);
    tx_port = port_of(splits ? "event-channel-tx" : "event-channel");
    rx_port = port_of(splits ? "event-channel-rx" : "event-channel");
    asked = true;
    return true;
}

void netback_leave(void)
{
    node_set_number(backend.back, "state", XenbusStateClosed);
}

/* --- from the guest --- */

static void answer_tx(uint16_t id)
{
    *RING_GET_RESPONSE(&tx, tx.rsp_prod_pvt++) = (struct netif_tx_response){
        .id = does(NET_WILD_ID) ? (uint16_t)wild(64) : id,
        .status = does(NET_WILD_STATUS) ? (int16_t)wild(3) : NETIF_RSP_OKAY,
    };
}

static void check_part(const struct netif_tx_request *part, size_t at,
                       size_t size)
{
    const uint8_t *page = page_of(part->gref, false);
    bool good = page && part->offset + size <= PAGE_SIZE;
    expect(good);
    for (size_t i = 0; good && i < size; i++)
        expect(page[part->offset + i] == DEVICE_BYTE(at + i));
}

/* The first part tells the size of the whole. */
static void check_frame(const struct netif_tx_request *parts, unsigned count)
{
    size_t at, size = parts[0].size;
    for (unsigned i = 1; i < count; i++)
        size -= parts[i].size;
    at = size;
    check_part(&parts[0], 0, size);
    for (unsigned i = 1; i < count; i++) {
        check_part(&parts[i], at, parts[i].size);
        at += parts[i].size;
    }
    expect(at == parts[0].size && at <= mtu + SOLO5_NET_HLEN);
}

static void take_frame(void)
{
    struct netif_tx_request parts[SLOTS_A_FRAME];
    unsigned count = 0;
    do
        RING_COPY_REQUEST(&tx, tx.req_cons++, &parts[count]);
    while (parts[count++].flags & NETTXF_more_data && count < SLOTS_A_FRAME &&
           RING_HAS_UNCONSUMED_REQUESTS(&tx));
    expect(!(parts[count - 1].flags & NETTXF_more_data));
    check_frame(parts, count);
    if (has(NET_SILENT) && device_random(3))
        return;
    for (unsigned i = 0; i < count; i++)
        answer_tx(parts[i].id);
    if (does(NET_TWICE))
        answer_tx(parts[0].id);
}

static void work_on_tx(void)
{
    int more = 1, notify;
    while (more) {
        while (RING_HAS_UNCONSUMED_REQUESTS(&tx))
            take_frame();
        RING_FINAL_CHECK_FOR_REQUESTS(&tx, more);
    }
    RING_PUSH_RESPONSES_AND_CHECK_NOTIFY(&tx, notify);
    if (does(NET_WILD_INDEX))
        tx.sring->rsp_prod += wild(256);
    if (notify)
        port_raise(tx_port);
}

/* --- to the guest --- */

static void fill(grant_ref_t reference, size_t offset, size_t at, size_t size)
{
    uint8_t *page = page_of(reference, true);
    expect(page != NULL);
    for (size_t i = 0; page && i < size && offset + i < PAGE_SIZE; i++)
        page[offset + i] = DEVICE_BYTE(at + i);
}

static void give_part(size_t at, size_t size, bool more)
{
    struct netif_rx_request request;
    size_t offset = device_random(PAGE_SIZE - size + 1);
    RING_COPY_REQUEST(&rx, rx.req_cons++, &request);
    fill(request.gref, offset, at, size);
    *RING_GET_RESPONSE(&rx, rx.rsp_prod_pvt++) = (struct netif_rx_response){
        .id = does(NET_WILD_ID) ? (uint16_t)wild(64) : request.id,
        .offset =
            does(NET_WILD_OFFSET) ? (uint16_t)wild(4096) : (uint16_t)offset,
        .flags = more || does(NET_ENDLESS) ? NETRXF_more_data : 0,
        .status = does(NET_WILD_STATUS) ? (int16_t)wild(4096) : (int16_t)size,
    };
    if (does(NET_TWICE))
        *RING_GET_RESPONSE(&rx, rx.rsp_prod_pvt) =
            *RING_GET_RESPONSE(&rx, rx.rsp_prod_pvt - 1),
                                rx.rsp_prod_pvt++;
}

/* The guest is to send an event when it gives the next one. */
static bool has_slots(size_t count)
{
    if (RING_HAS_UNCONSUMED_REQUESTS(&rx) >= count)
        return true;
    rx.sring->req_event = rx.sring->req_prod + 1;
    awake = false;
    return false;
}

static void give_frame(void)
{
    size_t size =
        FRAME_LEAST + device_random(mtu + SOLO5_NET_HLEN - FRAME_LEAST + 1);
    size_t slots = (size + PAGE_SIZE - 1) / PAGE_SIZE;
    int notify;
    if (!awake || !has_slots(slots))
        return;
    for (size_t at = 0; at < size; at += PAGE_SIZE) {
        size_t part = size - at < PAGE_SIZE ? size - at : PAGE_SIZE;
        give_part(at, part, at + part < size);
    }
    RING_PUSH_RESPONSES_AND_CHECK_NOTIFY(&rx, notify);
    if (does(NET_WILD_INDEX))
        rx.sring->rsp_prod += wild(256);
    if (notify)
        port_raise(rx_port);
}

static void listen(void)
{
    bool now = port_asked(tx_port);
    asked = asked || now;
    awake = awake || (splits ? port_asked(rx_port) : now);
}

void netback_over(void)
{
    expect(net_is_idle());
    listen();
    expect(awake || rx.sring->req_prod < rx.sring->req_event);
}

void netback_work(void)
{
    backend_work(&backend);
    if (!backend.connected)
        return;
    listen();
    if (seldom(NET_SCRIBBLES))
        scribble(device_random(2) ? (void *)tx.sring : (void *)rx.sring);
    if (asked && !host_is_slow()) {
        asked = false;
        work_on_tx();
    }
    if (device_random(2))
        give_frame();
}
