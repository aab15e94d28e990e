/* SPDX-License-Identifier: ISC */
#ifndef TRANSPORT_PCI_H
#define TRANSPORT_PCI_H

#include "pci.h"
#include "transport.h"

/* Makes the way to a PCI function, and maps what it needs; false where it is no
 * virtio device that we know. */
bool transport_of_pci(const struct pci_device *device, struct transport *at);

#endif
