/* SPDX-License-Identifier: ISC */
/* The configuration space in memory (PCI Express 5.0, 7.2.2: ECAM), and message
 * interrupts through a frame of GICv2m (Arm DEN 0029, appendix E). */

#include "pci_host.h"

#include "bindings.h"
#include "board.h"
#include "gic.h"
#include "kernel.h"
#include "machine.h"
#include "ports.h"

#define GIGABYTE_SHIFT 30
#define MAPPED_AT_BOOT 4u   /* of them */
#define BLOCK_DEVICE 0xc05u /* as in boot.S */
#define ENTRIES 512u
#define PORTS_SIZE 0x10000u

enum { MSI_TYPER = 0x08, MSI_SETSPI = 0x40 };

extern uint64_t boot_gigabytes[ENTRIES];

uintptr_t ports_start;

/* An entry that was not valid before is in no TLB. */
static void map_at_boot(uintptr_t address)
{
    uintptr_t index = address >> GIGABYTE_SHIFT;
    if (index < MAPPED_AT_BOOT)
        return;
    boot_gigabytes[index] = index << GIGABYTE_SHIFT | BLOCK_DEVICE;
    __asm__ volatile("dsb ishst; isb" ::: "memory");
}

bool pci_host_open(void)
{
    const struct board_pci *pci = &board.pci;
    if (!pci->config || pci->config >> GIGABYTE_SHIFT >= ENTRIES)
        return false;
    map_at_boot(pci->config);
    ports_start = pci->ports.start;
    if (ports_start)
        paging_map(ports_start, ports_start + PORTS_SIZE, PAGE_IO);
    return true;
}

static uintptr_t space_of(uint32_t function)
{
    return board.pci.config + ((uintptr_t)function << 4);
}

void pci_host_map(const struct pci_device *device)
{
    uintptr_t space = space_of(device->address);
    paging_map(space, space + PAGE_SIZE, PAGE_IO);
}

uint32_t pci_host_read32(uint32_t function, unsigned offset)
{
    return *(volatile uint32_t *)(space_of(function) + offset);
}

void pci_host_write16(uint32_t function, unsigned offset, uint16_t value)
{
    *(volatile uint16_t *)(space_of(function) + offset) = value;
}

void pci_host_write32(uint32_t function, unsigned offset, uint32_t value)
{
    *(volatile uint32_t *)(space_of(function) + offset) = value;
}

/* One interrupt is enough: whoever is woken looks at all devices. */
bool pci_host_message(struct pci_message *message)
{
    if (!board.messages)
        return false;
    message->address = board.messages + MSI_SETSPI;
    message->data =
        *(volatile uint32_t *)(board.messages + MSI_TYPER) >> 16 & 0x3ff;
    gic_set_edge(message->data);
    gic_enable(message->data);
    return true;
}
