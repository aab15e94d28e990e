/* SPDX-License-Identifier: ISC */
/* Devices that have their registers in memory, and those on a PCI bus. */

#include "bindings.h"
#include "board.h"
#include "kernel.h"
#include "machine.h"
#include "pci_host.h"
#include "transport_mmio.h"
#include "transport_pci.h"

static void (*tell)(const struct transport *device);

static void scan_memory(void)
{
    /* QEMU gives the last registers to the first device. */
    for (unsigned i = board.count; i-- > 0;) {
        uintptr_t registers = board.devices[i].registers;
        struct transport transport;
        if (!transport_of_mmio(registers, &transport))
            continue;
        paging_map(registers & -(uintptr_t)PAGE_SIZE, registers + 1, PAGE_IO);
        transport.address = i;
        tell(&transport);
    }
}

static void found(const struct pci_device *device)
{
    struct transport transport;
    pci_place(device);
    if (!transport_of_pci(device, &transport))
        return;
    pci_host_map(device);
    tell(&transport);
}

void bus_scan(void (*found_device)(const struct transport *device))
{
    tell = found_device;
    scan_memory();
    if (pci_host_open())
        pci_scan(found);
}
