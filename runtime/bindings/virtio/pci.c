/* SPDX-License-Identifier: ISC */
/* PCI Local Bus 3.0: the header (6.1), its BARs (6.2.5), capabilities (6.7),
 * MSI-X (6.8.2). Buses are numbered by firmware, if at all. */

#include "pci.h"

#include "bindings.h"
#include "kernel.h"
#include "machine.h"

#define DEVICES 32u
#define FUNCTIONS 8u
#define BUSES 256u

enum {
    PCI_VENDOR = 0x00,
    PCI_DEVICE = 0x02,
    PCI_COMMAND = 0x04,
    PCI_STATUS = 0x06,
    PCI_CLASS = 0x0a,
    PCI_HEADER_TYPE = 0x0e,
    PCI_SECONDARY_BUS = 0x19,
    PCI_CAPABILITIES = 0x34
};

#define COMMAND_PORTS (1u << 0)
#define COMMAND_MEMORY (1u << 1)
#define COMMAND_MASTER (1u << 2)
#define COMMAND_NO_INTX (1u << 10)
#define STATUS_CAPABILITIES (1u << 4)
#define CLASS_BRIDGE 0x0604u
#define HEADER_MANY (1u << 7) /* more than one function */
#define BAR_PORTS (1u << 0)
#define BAR_64 (2u << 1)

uint32_t pci_read32(const struct pci_device *device, unsigned offset)
{
    return pci_host_read32(device->address, offset & 0xfc);
}

uint16_t pci_read16(const struct pci_device *device, unsigned offset)
{
    return (uint16_t)(pci_read32(device, offset) >> 8 * (offset & 2));
}

uint8_t pci_read8(const struct pci_device *device, unsigned offset)
{
    return (uint8_t)(pci_read32(device, offset) >> 8 * (offset & 3));
}

static void write16(const struct pci_device *device, unsigned offset,
                    uint16_t value)
{
    pci_host_write16(device->address, offset, value);
}

static void scan_bus(unsigned bus, void (*found)(const struct pci_device *));

static void scan_function(const struct pci_device *device,
                          void (*found)(const struct pci_device *))
{
    unsigned bus = device->address >> 16;
    unsigned behind = pci_read8(device, PCI_SECONDARY_BUS);
    if (pci_read16(device, PCI_CLASS) != CLASS_BRIDGE)
        found(device);
    else if (behind > bus && behind < BUSES) /* numbered, and no way back */
        scan_bus(behind, found);
}

static struct pci_device function_at(unsigned bus, unsigned device,
                                     unsigned function)
{
    struct pci_device at = { .address =
                                 bus << 16 | device << 11 | function << 8 };
    at.vendor = pci_read16(&at, PCI_VENDOR);
    at.device = pci_read16(&at, PCI_DEVICE);
    return at;
}

static void scan_bus(unsigned bus, void (*found)(const struct pci_device *))
{
    for (unsigned device = 0; device < DEVICES; device++) {
        unsigned functions = 1;
        for (unsigned function = 0; function < functions; function++) {
            struct pci_device at = function_at(bus, device, function);
            if (at.vendor == 0xffff)
                continue;
            if (function == 0 && pci_read8(&at, PCI_HEADER_TYPE) & HEADER_MANY)
                functions = FUNCTIONS;
            scan_function(&at, found);
        }
    }
}

void pci_scan(void (*found)(const struct pci_device *device))
{
    scan_bus(0, found);
}

unsigned pci_capability(const struct pci_device *device, uint8_t kind,
                        unsigned after)
{
    unsigned at = after ? pci_read8(device, after + 1)
                        : pci_read8(device, PCI_CAPABILITIES);
    if (!(pci_read16(device, PCI_STATUS) & STATUS_CAPABILITIES))
        return 0;
    /* No list is longer than the space it lies in. */
    for (unsigned count = 0; at >= 0x40 && count < 48; count++) {
        if (pci_read8(device, at & 0xfc) == kind)
            return at & 0xfc;
        at = pci_read8(device, (at & 0xfc) + 1);
    }
    return 0;
}

struct pci_bar pci_bar(const struct pci_device *device, unsigned index)
{
    struct pci_bar bar = { 0 };
    if (index >= PCI_BARS)
        return bar;
    uint32_t low = pci_read32(device, PCI_BAR_0 + 4 * index);
    bar.is_ports = low & BAR_PORTS;
    if (bar.is_ports) {
        bar.base = low & ~3u;
        return bar;
    }
    bar.base = low & ~15u;
    bar.is_wide = (low & (3u << 1)) == BAR_64 && index + 1 < PCI_BARS;
    if (bar.is_wide)
        bar.base |= (uint64_t)pci_read32(device, PCI_BAR_0 + 4 * index + 4)
                    << 32;
    return bar;
}

void pci_enable(const struct pci_device *device)
{
    uint16_t command = pci_read16(device, PCI_COMMAND);
    write16(device, PCI_COMMAND,
            command | COMMAND_PORTS | COMMAND_MEMORY | COMMAND_MASTER |
                COMMAND_NO_INTX);
}

/* --- MSI-X --- */

enum { MSIX_CONTROL = 2, MSIX_TABLE = 4 };

#define MSIX_ENABLE (1u << 15)
#define MSIX_BAR 7u

struct msix_entry {
    uint32_t address_low, address_high, data, control;
};

static volatile struct msix_entry *msix_table(const struct pci_device *device,
                                              unsigned capability)
{
    uint32_t place = pci_read32(device, capability + MSIX_TABLE);
    struct pci_bar bar = pci_bar(device, place & MSIX_BAR);
    if (bar.base == 0 || bar.is_ports)
        return NULL;
    return (volatile struct msix_entry *)(bar.base + (place & ~MSIX_BAR));
}

bool pci_msix_map(const struct pci_device *device)
{
    unsigned capability = pci_capability(device, PCI_CAPABILITY_MSIX, 0);
    uintptr_t table =
        capability ? (uintptr_t)msix_table(device, capability) : 0;
    if (table)
        paging_map(table & -(uintptr_t)PAGE_SIZE, table + 1, PAGE_IO);
    return table != 0;
}

bool pci_msix_enable(const struct pci_device *device)
{
    unsigned capability = pci_capability(device, PCI_CAPABILITY_MSIX, 0);
    volatile struct msix_entry *entry =
        capability ? msix_table(device, capability) : NULL;
    struct pci_message message;
    if (!entry || !pci_host_message(&message))
        return false;
    uint16_t control = pci_read16(device, capability + MSIX_CONTROL);
    write16(device, capability + MSIX_CONTROL, control | MSIX_ENABLE);
    entry->address_low = (uint32_t)message.address;
    entry->address_high = (uint32_t)(message.address >> 32);
    entry->data = message.data;
    entry->control = 0;
    return true;
}
