/* SPDX-License-Identifier: ISC */
/* The console: a page with two rings, which dom0's xenconsoled serves
 * (public/io/console.h). */

#include "xen.h"

#include "echis.h"

#include <public/hvm/params.h>
#include <public/io/console.h>

#include "kernel.h"

/* Where nobody reads, what is written is lost after this time. */
#define STALL_NS 1000000000u

static struct xencons_interface *console;
static evtchn_port_t port;
static bool stalled;
static solo5_time_t last; /* of the time for the call under way */

void console_init(void)
{
    console = (void *)(xen_parameter(HVM_PARAM_CONSOLE_PFN) * PAGE_SIZE);
    port = (evtchn_port_t)xen_parameter(HVM_PARAM_CONSOLE_EVTCHN);
}

void console_map(void)
{
    paging_map((uintptr_t)console, (uintptr_t)console + PAGE_SIZE, PAGE_WRITE);
}

/* How much lies in the ring; one whose indices are wrong is full. */
static uint32_t used(void)
{
    uint32_t bytes =
        console->out_prod - *(volatile XENCONS_RING_IDX *)&console->out_cons;
    return bytes < sizeof console->out ? bytes : sizeof console->out;
}

/* When a reader that takes nothing is given up. */
static solo5_time_t stall(void)
{
    solo5_time_t end = solo5_clock_monotonic() + STALL_NS;
    return end < last ? end : last;
}

/* Until less than `most` bytes lie in the ring; false when nobody takes any. */
static bool wait_for(uint32_t most)
{
    uint32_t least = used();
    if (least < most)
        return true;
    solo5_time_t end = stall();
    while (!stalled && event_wait(port, end)) {
        if (used() < most)
            return true;
        if (used() < least) {
            least = used();
            end = stall();
        }
    }
    return false;
}

void solo5_console_write(const char *buf, size_t size)
{
    boot_time_first();
    if (!console)
        return;
    last = solo5_clock_monotonic() + XEN_TIMEOUT_NS;
    for (size_t i = 0; i < size; i++) {
        if (used() >= sizeof console->out)
            event_send(port);
        stalled = !wait_for(sizeof console->out);
        if (stalled)
            return;
        console->out[console->out_prod % sizeof console->out] = buf[i];
        barrier_write();
        console->out_prod++;
    }
    event_send(port);
}

void console_drain(void)
{
    if (!console)
        return;
    last = solo5_clock_monotonic() + XEN_TIMEOUT_NS;
    wait_for(1);
}

static uint32_t waiting(void)
{
    uint32_t bytes =
        *(volatile XENCONS_RING_IDX *)&console->in_prod - console->in_cons;
    return bytes <= sizeof console->in ? bytes : 0;
}

solo5_result_t echis_console_read(char *buf, size_t size, size_t *read_size)
{
    static bool wakes;
    size_t got = 0;
    if (!wakes)
        yield_returns(port);
    wakes = true;
    while (got < size && waiting() > 0) {
        barrier_read();
        buf[got++] = console->in[console->in_cons % sizeof console->in];
        barrier_full();
        console->in_cons++;
    }
    *read_size = got;
    if (got == 0)
        return SOLO5_R_AGAIN;
    event_send(port);
    return SOLO5_R_OK;
}
