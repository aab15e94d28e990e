/* SPDX-License-Identifier: ISC */
/* A PCI bus that no firmware has touched. */
#ifndef PCI_HOST_H
#define PCI_HOST_H

#include "pci.h"

/* Makes the configuration space reachable before paging_activate; false where
 * there is no bus. */
bool pci_host_open(void);

/* Keeps that of a function so from then on. */
void pci_host_map(const struct pci_device *device);

/* pci_place.c: gives every empty BAR a place. */
void pci_place(const struct pci_device *device);

#endif
