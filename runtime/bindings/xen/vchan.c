/* SPDX-License-Identifier: ISC */
/* The client's end of vchans. The server shares a page in which are the indices
 * of two rings, and one ring or none; the others lie in pages of their own. */

#include "vchan.h"

#include <string.h>

#include "vchan_abi.h"
#include "xen.h"

#include <public/memory.h>

#define ORDER_MOST 14u

_Static_assert(VCHAN_RING_PAGES == 1u << (ORDER_MOST - VCHAN_ORDER_PAGE),
               "order");

static volatile struct vchan_interface *interface_of(const struct vchan *vchan)
{
    return vchan->interface;
}

/* --- connection --- */

static bool give_back(void *page)
{
    xen_pfn_t frame = (uintptr_t)page / PAGE_SIZE;
    struct xen_memory_reservation reservation = { .nr_extents = 1,
                                                  .domid = DOMID_SELF };
    set_xen_guest_handle(reservation.extent_start, &frame);
    return hypercall(__HYPERVISOR_memory_op, XENMEM_decrease_reservation,
                     (uintptr_t)&reservation, 0) == 1;
}

/* Has a page of the other domain take the place of one of ours. */
static bool map_grant(domid_t other, grant_ref_t reference, void *page)
{
    struct gnttab_map_grant_ref map = {
        .host_addr = (uintptr_t)page,
        .flags = GNTMAP_host_map,
        .ref = reference,
        .dom = other,
    };
    return give_back(page) &&
           hypercall(__HYPERVISOR_grant_table_op, GNTTABOP_map_grant_ref,
                     (uintptr_t)&map, 1) == 0 &&
           map.status == GNTST_okay;
}

static bool bind(struct vchan *vchan, domid_t other, evtchn_port_t theirs)
{
    struct evtchn_bind_interdomain bind = { .remote_dom = other,
                                            .remote_port = theirs };
    if (hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_bind_interdomain,
                  (uintptr_t)&bind, 0) != 0)
        return false;
    vchan->port = bind.local_port;
    return true;
}

/* A ring of the order; next is the first grant of those that are left. */
static bool map_ring(struct vchan_ring *ring, domid_t other, unsigned order,
                     const volatile uint32_t **next, char *first, char **pages)
{
    if (order < VCHAN_ORDER_LEAST || order > ORDER_MOST)
        return false;
    ring->size = 1u << order;
    if (order < VCHAN_ORDER_PAGE) {
        ring->bytes = first + ring->size;
        return true;
    }
    ring->bytes = *pages;
    for (unsigned i = 0; i < 1u << (order - VCHAN_ORDER_PAGE); i++) {
        if (!map_grant(other, *(*next)++, *pages))
            return false;
        *pages += PAGE_SIZE;
    }
    return true;
}

static bool map_rings(struct vchan *vchan, domid_t other, char *pages)
{
    volatile struct vchan_interface *interface = interface_of(vchan);
    const volatile uint32_t *next = interface->grants;
    char *rest = pages + PAGE_SIZE;
    unsigned out = interface->left_order, in = interface->right_order;
    /* Two of one order would lie in the same place. */
    if (out == in && out < VCHAN_ORDER_PAGE)
        return false;
    vchan->out.consumed = &interface->left.consumed;
    vchan->out.produced = &interface->left.produced;
    vchan->in.consumed = &interface->right.consumed;
    vchan->in.produced = &interface->right.produced;
    return map_ring(&vchan->out, other, out, &next, pages, &rest) &&
           map_ring(&vchan->in, other, in, &next, pages, &rest);
}

static void name_folder(struct line *line, unsigned domain, const char *name)
{
    line_text(line, "/local/domain/");
    line_decimal(line, domain);
    line_text(line, "/data/vchan/");
    line_decimal(line, store_read_number("", "domid", 0));
    line_text(line, "/");
    line_text(line, name);
}

enum vchan_result vchan_connect(struct vchan *vchan, unsigned domain,
                                const char *name, void *pages)
{
    struct line folder = { 0 };
    name_folder(&folder, domain, name);
    if (folder.length == sizeof folder.text)
        return VCHAN_BROKEN;
    uint64_t none = UINT64_MAX;
    uint64_t ring = store_read_number(folder.text, "ring-ref", none);
    uint64_t port = store_read_number(folder.text, "event-channel", none);
    if (ring == none || port == none)
        return VCHAN_NOT_YET;
    if (ring > UINT32_MAX || port > UINT32_MAX ||
        domain >= DOMID_FIRST_RESERVED)
        return VCHAN_BROKEN;
    domid_t other = (domid_t)domain;
    *vchan = (struct vchan){ .interface = pages };
    if (!map_grant(other, (grant_ref_t)ring, pages) ||
        !map_rings(vchan, other, pages) ||
        !bind(vchan, other, (evtchn_port_t)port))
        return VCHAN_BROKEN;
    interface_of(vchan)->client_live = 1;
    interface_of(vchan)->server_notify = VCHAN_NOTIFY_WRITE;
    yield_returns(vchan->port);
    event_send(vchan->port);
    return VCHAN_OK;
}

/* --- transfer --- */

static void ask_to_notify(const struct vchan *vchan, unsigned what)
{
    __atomic_fetch_or(&interface_of(vchan)->server_notify, (uint8_t)what,
                      __ATOMIC_SEQ_CST);
}

static void notify(const struct vchan *vchan, unsigned what)
{
    uint8_t asked = __atomic_fetch_and(&interface_of(vchan)->client_notify,
                                       (uint8_t)~what, __ATOMIC_SEQ_CST);
    if (asked & what)
        event_send(vchan->port);
}

/* What the other end says of a ring may be anything: then nothing is there. */
static uint32_t used(const struct vchan_ring *ring)
{
    uint32_t bytes = *ring->produced - *ring->consumed;
    return bytes <= ring->size ? bytes : 0;
}

static uint32_t unused(const struct vchan_ring *ring)
{
    uint32_t bytes = *ring->produced - *ring->consumed;
    return bytes <= ring->size ? ring->size - bytes : 0;
}

size_t vchan_can_read(const struct vchan *vchan)
{
    if (used(&vchan->in) == 0)
        ask_to_notify(vchan, VCHAN_NOTIFY_WRITE);
    return used(&vchan->in);
}

size_t vchan_can_write(const struct vchan *vchan)
{
    if (unused(&vchan->out) == 0)
        ask_to_notify(vchan, VCHAN_NOTIFY_READ);
    return unused(&vchan->out);
}

size_t vchan_read(struct vchan *vchan, void *buf, size_t size)
{
    size_t there = vchan_can_read(vchan);
    char *bytes = buf;
    if (size > there)
        size = there;
    barrier_read();
    uint32_t from = *vchan->in.consumed;
    for (size_t i = 0; i < size; i++)
        bytes[i] = vchan->in.bytes[from++ & (vchan->in.size - 1)];
    barrier_full();
    *vchan->in.consumed = from;
    notify(vchan, VCHAN_NOTIFY_READ);
    return size;
}

size_t vchan_write(struct vchan *vchan, const void *buf, size_t size)
{
    size_t room = vchan_can_write(vchan);
    const char *bytes = buf;
    if (size > room)
        size = room;
    uint32_t to = *vchan->out.produced;
    for (size_t i = 0; i < size; i++)
        vchan->out.bytes[to++ & (vchan->out.size - 1)] = bytes[i];
    barrier_write();
    *vchan->out.produced = to;
    notify(vchan, VCHAN_NOTIFY_WRITE);
    return size;
}

bool vchan_is_open(const struct vchan *vchan)
{
    return interface_of(vchan)->server_live != 0;
}

void vchan_close(struct vchan *vchan)
{
    interface_of(vchan)->client_live = 0;
    event_send(vchan->port);
    yield_forgets(vchan->port);
    event_close(vchan->port);
}
