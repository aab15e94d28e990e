/* SPDX-License-Identifier: ISC */
/* The bus is PCI, on which firmware has placed everything. */

#include "bindings.h"
#include "machine.h"
#include "pci.h"
#include "transport_pci.h"

static void (*tell)(const struct transport *device);

static void found(const struct pci_device *device)
{
    struct transport transport;
    if (transport_of_pci(device, &transport))
        tell(&transport);
}

void bus_scan(void (*found_device)(const struct transport *device))
{
    tell = found_device;
    pci_scan(found);
}
