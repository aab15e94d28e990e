/* SPDX-License-Identifier: ISC */
/* Xen: its hypercalls, and time, which passes when somebody asks for it. */
#include <sys/mman.h>

#include "hypervisor.h"

#include <public/hvm/hvm_op.h>
#include <public/hvm/params.h>
#include <public/memory.h>
#include <public/sched.h>

#include "machine/pvclock.h"

#define TICK_NS 1000000u
#define REFUSED -22

static solo5_time_t now;
static bool asked[4096], hurries;
static unsigned ports = PORT_NEXT;
static void *console, *store;

bool seldom(enum misdeed misdeed)
{
    return has(misdeed) && device_random(40) == 0;
}

void expect(bool holds)
{
    require(holds || !device_is_honest());
}

void host_work(void)
{
    xenstored_work();
    xenconsoled_work();
    netback_work();
    blkback_work();
    vchan_server_work();
}

bool host_hurries(void)
{
    return hurries;
}

bool host_is_slow(void)
{
    return !hurries && device_random(2);
}

uint64_t pvclock_read(const struct pvclock *clock)
{
    (void)clock;
    if (device_random(4) == 0)
        host_work();
    return now += TICK_NS;
}

/* --- events --- */

void port_raise(evtchn_port_t port)
{
    if (does(XEN_LOSES_EVENTS))
        return;
    __atomic_fetch_or(&shared->evtchn_pending[port / 64], 1ull << port % 64,
                      __ATOMIC_SEQ_CST);
}

bool port_asked(evtchn_port_t port)
{
    bool was = asked[port];
    asked[port] = false;
    return was;
}

static long port_new(evtchn_port_t *port)
{
    if (seldom(XEN_REFUSES) || ports == sizeof asked)
        return REFUSED;
    *port = ports++;
    return 0;
}

static long port_send(evtchn_port_t port)
{
    expect(port < ports);
    if (port >= ports)
        return REFUSED;
    asked[port] = true;
    if (device_random(2))
        host_work();
    return 0;
}

static long port_bind(struct evtchn_bind_interdomain *bind)
{
    long result = port_new(&bind->local_port);
    if (result == 0)
        vchan_server_bind(bind->local_port);
    return result;
}

static long event_channels(uintptr_t operation, void *argument)
{
    switch (operation) {
    case EVTCHNOP_alloc_unbound:
        return port_new(&((struct evtchn_alloc_unbound *)argument)->port);
    case EVTCHNOP_bind_interdomain:
        return port_bind(argument);
    case EVTCHNOP_send:
        return port_send(((struct evtchn_send *)argument)->port);
    case EVTCHNOP_close:
        return 0;
    default:
        require(false);
        return REFUSED;
    }
}

/* --- memory --- */

static long add_to_physmap(const struct xen_add_to_physmap *map)
{
    void *page = (void *)(map->gpfn * PAGE_SIZE);
    if (map->space == XENMAPSPACE_grant_table)
        grants_use((unsigned)map->idx, page);
    else
        require(map->space == XENMAPSPACE_shared_info && page == shared);
    return 0;
}

/* A page that is given back is none until something else is mapped there. */
static void allow(void *page, int access)
{
    require(((uintptr_t)page & (PAGE_SIZE - 1)) == 0);
    require(mprotect(page, PAGE_SIZE, access) == 0);
}

static long give_back(const struct xen_memory_reservation *pages)
{
    if (seldom(XEN_REFUSES))
        return REFUSED;
    require(pages->nr_extents == 1 && pages->extent_order == 0);
    allow((void *)(*pages->extent_start.p * PAGE_SIZE), PROT_NONE);
    return 1;
}

static long memory(uintptr_t operation, void *argument)
{
    if (operation == XENMEM_add_to_physmap)
        return add_to_physmap(argument);
    require(operation == XENMEM_decrease_reservation);
    return give_back(argument);
}

static long map_grant(struct gnttab_map_grant_ref *map)
{
    void *page = (void *)(uintptr_t)map->host_addr;
    if (seldom(XEN_REFUSES)) {
        map->status = GNTST_bad_gntref;
        return 0;
    }
    allow(page, PROT_READ | PROT_WRITE);
    vchan_server_map(map->ref, page);
    map->status = GNTST_okay;
    return 0;
}

/* --- the others --- */

static bool is_pending(const struct sched_poll *poll)
{
    for (unsigned i = 0; i < poll->nr_ports; i++) {
        evtchn_port_t port = poll->ports.p[i];
        if (shared->evtchn_pending[port / 64] >> port % 64 & 1)
            return true;
    }
    return false;
}

/* The others take a while, and time is not always needed for it. */
static long poll(const struct sched_poll *poll)
{
    require(poll->timeout != 0 && poll->nr_ports <= 128);
    for (unsigned left = 8; left > 0; left--) {
        hurries = left == 1;
        host_work();
        hurries = false;
        if (is_pending(poll))
            return 0;
        if (poll->timeout > now)
            now += (poll->timeout - now) / left;
    }
    return 0;
}

static long sched(uintptr_t operation, const void *argument)
{
    if (operation == SCHEDOP_poll)
        return poll(argument);
    require(operation == SCHEDOP_shutdown);
    const struct sched_shutdown *shutdown = argument;
    if (device_is_honest())
        netback_over();
    guest_over(shutdown->reason == SHUTDOWN_crash);
}

static uint64_t parameter(uint32_t index)
{
    switch (index) {
    case HVM_PARAM_STORE_EVTCHN:
        return PORT_STORE;
    case HVM_PARAM_STORE_PFN:
        if (!store)
            xenstored_init(store = guarded(PAGE_SIZE));
        return (uintptr_t)store / PAGE_SIZE;
    case HVM_PARAM_CONSOLE_EVTCHN:
        return PORT_CONSOLE;
    default:
        require(index == HVM_PARAM_CONSOLE_PFN);
        if (!console)
            xenconsoled_init(console = guarded(PAGE_SIZE));
        return (uintptr_t)console / PAGE_SIZE;
    }
}

long hypercall(unsigned number, uintptr_t first, uintptr_t second,
               uintptr_t third)
{
    struct xen_hvm_param *wanted = (void *)second;
    switch (number) {
    case __HYPERVISOR_memory_op:
        return memory(first, (void *)second);
    case __HYPERVISOR_event_channel_op:
        return event_channels(first, (void *)second);
    case __HYPERVISOR_sched_op:
        return sched(first, (void *)second);
    case __HYPERVISOR_grant_table_op:
        require(first == GNTTABOP_map_grant_ref && third == 1);
        return map_grant((void *)second);
    default:
        require(number == __HYPERVISOR_hvm_op && first == HVMOP_get_param);
        wanted->value = parameter(wanted->index);
        return 0;
    }
}
