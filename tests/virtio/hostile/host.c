/* SPDX-License-Identifier: ISC */
/* What the drivers call of the bindings and of the machine. Time passes when
 * somebody asks for it. */
#include <sys/mman.h>
#include <unistd.h>

#include "device.h"
#include "guarded.h"
#include "machine.h"
#include "virtio.h"

#define TICK_NS 1000000u

static solo5_time_t now;

void *guarded(size_t size)
{
    size_t whole = (size + PAGE_SIZE - 1) & -(size_t)PAGE_SIZE;
    char *all = mmap(NULL, whole + PAGE_SIZE, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || mprotect(all, whole, PROT_READ | PROT_WRITE) == -1)
        _exit(2);
    return all + whole - size;
}

void *memory_take_pages(size_t count)
{
    return guarded(count * PAGE_SIZE);
}

void panic(const char *why, void *cookie)
{
    (void)cookie;
    _exit(*why ? STATUS_ENDED : 2);
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

void stack_protector_init(uint64_t extra)
{
    (void)extra;
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
