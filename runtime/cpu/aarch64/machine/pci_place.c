/* SPDX-License-Identifier: ISC */
/* Places for BARs (PCI Local Bus 3.0, 6.2.5.1), one after the other in the
 * windows that the device tree names. */

#include "board.h"
#include "machine.h"
#include "pci_host.h"

/* Nothing is at 0, by which an empty BAR is known. */
#define FIRST 0x1000u

/* A power of two; the device leaves the bits below it alone. */
static uint32_t size_of(const struct pci_device *device, unsigned offset,
                        bool is_ports)
{
    pci_host_write32(device->address, offset, ~0u);
    uint32_t answer = pci_read32(device, offset);
    pci_host_write32(device->address, offset, 0);
    if (is_ports)
        return ~(answer | 0xffff0000u | 3u) + 1;
    return ~(answer & ~15u) + 1;
}

/* 0 where none is left. */
static uint32_t take(struct board_window *window, uint32_t size)
{
    uint64_t from = window->bus + (window->used ? window->used : FIRST);
    uint64_t at = (from + size - 1) & -(uint64_t)size;
    if (at + size > window->bus + window->size || at + size > UINT32_MAX)
        return 0;
    window->used = at + size - window->bus;
    return (uint32_t)at;
}

static void place(const struct pci_device *device, unsigned index,
                  bool is_ports)
{
    unsigned offset = PCI_BAR_0 + 4 * index;
    uint32_t size = size_of(device, offset, is_ports);
    if (size)
        pci_host_write32(
            device->address, offset,
            take(is_ports ? &board.pci.ports : &board.pci.memory, size));
}

/* All below 4 GiB, wide BARs too. */
void pci_place(const struct pci_device *device)
{
    for (unsigned i = 0; i < PCI_BARS; i++) {
        struct pci_bar bar = pci_bar(device, i);
        if (bar.base == 0)
            place(device, i, bar.is_ports);
        if (bar.is_wide)
            i++;
    }
}
