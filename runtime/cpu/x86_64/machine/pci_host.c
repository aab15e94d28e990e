/* SPDX-License-Identifier: ISC */
/* PCI Local Bus 3.0, 3.2.2.3.2: configuration mechanism #1. Firmware has placed
 * the BARs. */

#include "bindings.h"
#include "idle.h"
#include "interrupt.h"
#include "machine.h"
#include "ports.h"

#define CONFIG_ADDRESS 0xcf8u
#define CONFIG_DATA 0xcfcu
#define CONFIG_ENABLE (1u << 31)

static void select(uint32_t function, unsigned offset)
{
    port_out32(CONFIG_ADDRESS, CONFIG_ENABLE | function | (offset & 0xfc));
}

uint32_t pci_host_read32(uint32_t function, unsigned offset)
{
    select(function, offset);
    return port_in32(CONFIG_DATA);
}

void pci_host_write16(uint32_t function, unsigned offset, uint16_t value)
{
    select(function, offset);
    port_out16((uint16_t)(CONFIG_DATA + (offset & 2)), value);
}

void pci_host_write32(uint32_t function, unsigned offset, uint32_t value)
{
    select(function, offset);
    port_out32(CONFIG_DATA, value);
}

bool pci_host_message(struct pci_message *message)
{
    message->address = idle_message_address();
    message->data = INTERRUPT_DEVICE;
    return true;
}
