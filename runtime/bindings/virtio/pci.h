/* SPDX-License-Identifier: ISC */
/* PCI: devices, their configuration space, BARs and MSI-X. */
#ifndef PCI_H
#define PCI_H

#include <stdbool.h>
#include <stdint.h>

#define PCI_BARS 6u

/* A function: its address is bus << 16 | device << 11 | function << 8. */
struct pci_device {
    uint32_t address;
    uint16_t vendor, device;
};

/* Calls found for every function, in the order of bus, device, function. */
void pci_scan(void (*found)(const struct pci_device *device));

uint8_t pci_read8(const struct pci_device *device, unsigned offset);
uint16_t pci_read16(const struct pci_device *device, unsigned offset);
uint32_t pci_read32(const struct pci_device *device, unsigned offset);

/* The offset of the next capability of this kind behind `after` (0: of the
 * first); 0 where there is none. */
unsigned pci_capability(const struct pci_device *device, uint8_t kind,
                        unsigned after);

#define PCI_CAPABILITY_VENDOR 0x09u
#define PCI_CAPABILITY_MSIX 0x11u
#define PCI_BAR_0 0x10u
#define PCI_SUBSYSTEM 0x2eu

struct pci_bar {
    uint64_t base; /* 0: the BAR is empty */
    bool is_ports;
    bool is_wide; /* takes the next BAR's place too */
};

struct pci_bar pci_bar(const struct pci_device *device, unsigned index);

/* Lets the device answer, and read and write memory. */
void pci_enable(const struct pci_device *device);

/* Has all interrupts that name vector 0 of the MSI-X table end idle_until().
 * First maps the table, then, after paging_activate, fills it. False where the
 * device has no MSI-X, or the machine takes none. */
bool pci_msix_map(const struct pci_device *device);
bool pci_msix_enable(const struct pci_device *device);

#endif
