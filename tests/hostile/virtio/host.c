/* SPDX-License-Identifier: ISC */
/* What the drivers call of the bindings and of the machine. Time passes when
 * somebody asks for it. */
#include "device.h"
#include "hostile.h"
#include "machine.h"
#include "virtio.h"

#define TICK_NS 1000000u

static solo5_time_t now;

void host_start(void)
{
    devices_find();
    devices_start();
}

bool host_may_abort(void)
{
    return false;
}

void host_call(void)
{
}

_Noreturn void machine_off(int status)
{
    guest_over(status == SOLO5_EXIT_ABORT);
}

void solo5_console_write(const char *buf, size_t size)
{
    (void)buf;
    (void)size;
}

solo5_time_t solo5_clock_monotonic(void)
{
    return now += TICK_NS;
}

void idle_until(uint64_t deadline)
{
    devices_work();
    if (deadline > now)
        now = deadline;
}

bool input_ready(void)
{
    return false;
}

void input_want_interrupt(void)
{
}

void bus_scan(void (*found)(const struct transport *device))
{
    for (unsigned i = 0; i < DEVICES; i++) {
        struct transport transport = device_transport(i);
        found(&transport);
    }
}
