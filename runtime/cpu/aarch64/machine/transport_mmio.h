/* SPDX-License-Identifier: ISC */
#ifndef TRANSPORT_MMIO_H
#define TRANSPORT_MMIO_H

#include "transport.h"

/* Makes the way to the registers at an address; false where no device that we
 * know is there. */
bool transport_of_mmio(uintptr_t registers, struct transport *at);

/* Lets all devices that interrupted do so again. */
void transport_mmio_acknowledge(void);

#endif
