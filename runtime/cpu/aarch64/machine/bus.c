/* SPDX-License-Identifier: ISC */
/* The bus is no bus: each device has its registers in memory. */

#include "bindings.h"
#include "board.h"
#include "gic.h"
#include "kernel.h"
#include "machine.h"
#include "transport_mmio.h"

void bus_scan(void (*found)(const struct transport *device))
{
    /* QEMU gives the last registers to the first device. */
    for (unsigned i = board.count; i-- > 0;) {
        uintptr_t registers = board.devices[i].registers;
        struct transport transport;
        if (!transport_of_mmio(registers, &transport))
            continue;
        paging_map(registers & -(uintptr_t)PAGE_SIZE, registers + 1, PAGE_IO);
        transport.address = i;
        found(&transport);
    }
}

bool bus_interrupt(const struct transport *device)
{
    board.devices[device->address].used = true;
    gic_enable(board.devices[device->address].interrupt);
    return true;
}
