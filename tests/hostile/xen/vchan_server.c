/* SPDX-License-Identifier: ISC */
/* The server's end of a vchan, whose bytes are known. */
#include "vchan.h"

#include "hypervisor.h"
#include "vchan_abi.h"

#define FOLDER "/local/domain/7/data/vchan/1/" VCHAN_NAME
#define FIRST 100u /* grant of the page with the indices; rings follow */
#define PORT 50u

static volatile struct vchan_interface *shared_page;
static uint8_t *pages[VCHAN_PAGES];
static evtchn_port_t port;
static uint16_t orders[2]; /* from the client, to the client */
static uint32_t taken, given;

void vchan_server_init(void)
{
    static const uint16_t pairs[][2] = {
        { 10, 11 }, { 11, 10 }, { 12, 12 }, { 14, 10 }, { 11, 13 }, { 14, 14 },
    };
    const uint16_t *pair = pairs[device_random(sizeof pairs / sizeof pairs[0])];
    orders[0] = pair[0];
    orders[1] = pair[1];
    node_set_number(FOLDER, "ring-ref", FIRST);
    node_set_number(FOLDER, "event-channel", PORT);
}

static uint16_t order(unsigned index)
{
    return has(VCHAN_ODD_ORDER) && device_random(2) ? (uint16_t)wild(15)
                                                    : orders[index];
}

static void begin(void *page)
{
    shared_page = page;
    taken = given = 0;
    for (unsigned i = 0; i < VCHAN_PAGES - 1; i++)
        shared_page->grants[i] = FIRST + 1 + i;
    *(uint8_t *)&shared_page->server_live = 1;
    shared_page->client_live = 2; /* not yet */
    shared_page->client_notify = VCHAN_NOTIFY_WRITE;
    shared_page->server_notify = VCHAN_NOTIFY_WRITE;
    shared_page->left_order = orders[0] = order(0);
    shared_page->right_order = orders[1] = order(1);
}

void vchan_server_map(grant_ref_t reference, void *page)
{
    if (reference == FIRST)
        begin(page);
    else if (reference > FIRST && reference < FIRST + VCHAN_PAGES)
        pages[reference - FIRST - 1] = page;
    else
        expect(false);
}

void vchan_server_bind(evtchn_port_t to)
{
    port = to;
}

/* The byte of a ring; `before` are the pages of the other one. */
static uint8_t *byte_of(uint16_t order, unsigned before, uint32_t index)
{
    index &= (1u << order) - 1;
    if (order < VCHAN_ORDER_PAGE)
        return (uint8_t *)(uintptr_t)shared_page + (1u << order) + index;
    return pages[before + index / PAGE_SIZE] + index % PAGE_SIZE;
}

static unsigned pages_of(uint16_t order)
{
    return order < VCHAN_ORDER_PAGE ? 0 : 1u << (order - VCHAN_ORDER_PAGE);
}

static void notify(unsigned what)
{
    if (__atomic_fetch_and(&shared_page->server_notify, (uint8_t)~what,
                           __ATOMIC_SEQ_CST) &
        what)
        port_raise(port);
}

static void take(void)
{
    uint32_t there = shared_page->left.produced - shared_page->left.consumed;
    expect(there <= 1u << orders[0]);
    for (uint32_t i = 0; i < there; i++) {
        expect(*byte_of(orders[0], 0, shared_page->left.consumed) ==
               DEVICE_BYTE(taken));
        shared_page->left.consumed++;
        taken++;
    }
    if (there > 0)
        notify(VCHAN_NOTIFY_READ);
}

static void give(void)
{
    uint32_t room = (1u << orders[1]) -
                    (shared_page->right.produced - shared_page->right.consumed);
    room = (uint32_t)device_random(room + 1u);
    for (uint32_t i = 0; i < room; i++) {
        *byte_of(orders[1], pages_of(orders[0]), shared_page->right.produced) =
            DEVICE_BYTE(given);
        shared_page->right.produced++;
        given++;
    }
    if (room > 0)
        notify(VCHAN_NOTIFY_WRITE);
}

static void break_index(void)
{
    volatile uint32_t *indices[] = {
        &shared_page->left.consumed,
        &shared_page->left.produced,
        &shared_page->right.consumed,
        &shared_page->right.produced,
    };
    *indices[device_random(4)] = wild(1u << 14);
}

void vchan_server_work(void)
{
    if (port == 0 || has(VCHAN_ODD_ORDER) || shared_page->client_live != 1)
        return;
    if (seldom(VCHAN_DIES))
        shared_page->server_live = (uint8_t)wild(2);
    if (has(VCHAN_WILD_INDEX)) {
        break_index();
        return;
    }
    if (has(VCHAN_SILENT))
        return;
    if (!host_is_slow())
        take();
    if (!host_is_slow())
        give();
}
