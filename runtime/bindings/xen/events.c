/* SPDX-License-Identifier: ISC */
/* Event channels. All stay masked, so that no interrupt ever comes: the domain
 * asks for them where it sleeps, with SCHEDOP_poll. */

#include "xen.h"

#include <public/memory.h>
#include <public/sched.h>

static char shared_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
volatile struct shared_info *shared = (volatile void *)shared_page;

#define WORD_BITS (8 * sizeof(xen_ulong_t))
#define PORTS (WORD_BITS * WORD_BITS)

void events_init(void)
{
    xen_map(XENMAPSPACE_shared_info, 0, shared_page);
    for (unsigned i = 0; i < WORD_BITS; i++)
        shared->evtchn_mask[i] = ~(xen_ulong_t)0;
}

evtchn_port_t event_offer(domid_t other)
{
    struct evtchn_alloc_unbound offer = { .dom = DOMID_SELF,
                                          .remote_dom = other };
    if (hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_alloc_unbound,
                  (uintptr_t)&offer, 0) != 0)
        panic("Xen has no event channel left", NULL);
    return offer.port;
}

void event_send(evtchn_port_t port)
{
    struct evtchn_send send = { .port = port };
    hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_send, (uintptr_t)&send,
              0);
}

void event_close(evtchn_port_t port)
{
    struct evtchn_close close = { .port = port };
    hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_close, (uintptr_t)&close,
              0);
}

void events_add(struct events *events, evtchn_port_t port)
{
    REQUIRE(port < PORTS);
    REQUIRE(events->count < sizeof events->ports / sizeof events->ports[0]);
    events->ports[events->count++] = port;
}

void events_remove(struct events *events, evtchn_port_t port)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < events->count; i++)
        if (events->ports[i] != port)
            events->ports[kept++] = events->ports[i];
    events->count = kept;
}

bool events_clear(const struct events *events)
{
    bool any = false;
    for (unsigned i = 0; i < events->count; i++) {
        xen_ulong_t bit = (xen_ulong_t)1 << events->ports[i] % WORD_BITS;
        any |= __atomic_fetch_and(
                   &shared->evtchn_pending[events->ports[i] / WORD_BITS], ~bit,
                   __ATOMIC_SEQ_CST) &
               bit;
    }
    return any;
}

void events_wait(const struct events *events, solo5_time_t deadline)
{
    /* To Xen times are signed, and zero is no deadline. */
    struct sched_poll poll = {
        .nr_ports = events->count,
        .timeout = deadline > INT64_MAX ? 0 : deadline,
    };
    set_xen_guest_handle(poll.ports, (evtchn_port_t *)events->ports);
    if (deadline == 0)
        return;
    hypercall(__HYPERVISOR_sched_op, SCHEDOP_poll, (uintptr_t)&poll, 0);
}

bool event_wait(evtchn_port_t port, solo5_time_t deadline)
{
    struct events events = { 0 };
    if (solo5_clock_monotonic() >= deadline)
        return false;
    events_add(&events, port);
    events_wait(&events, deadline);
    events_clear(&events);
    return true;
}
