/* SPDX-License-Identifier: ISC */
/* The machine, as cpu/<arch>/machine/ has it: a PC, or QEMU's "virt" board. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "transport.h"

/* --- info.c --- */

struct machine {
    const char *cmdline; /* without the image's name; a copy */
    uint64_t memory_end; /* of the region that holds the image */
};

/* Reads what a boot loader hands over, before anything is written behind the
 * image: there it lies. magic and information are boot.S's. */
void machine_read(uint32_t magic, uintptr_t information,
                  struct machine *machine);

/* Maps the registers of the machine itself. Before paging_activate. */
void machine_map(void);

/* --- console.c --- */

void console_init(void);

/* Maps the console's registers, and what its interrupts take. Before
 * paging_activate. */
void console_map(void);

/* Whether there is a serial port; whether it has a byte; that byte. */
bool console_listens(void);
bool console_has_input(void);
char console_take(void);

/* Has the next byte interrupt idle_until(). */
void console_want_interrupt(void);

/* --- off.c --- */

/* Switches off, and tells a host that listens the status. */
_Noreturn void machine_off(int status);

/* --- clock.c --- */

void clock_init(void);

/* --- idle.c --- */

void idle_init(void);

/* Sleeps until an interrupt comes or about deadline is reached; may wake up
 * early. Interrupts are taken in here and nowhere else. */
void idle_until(uint64_t deadline);

/* --- bus.c --- */

/* Calls found for each virtio device, in the order of the bus; the registers
 * are mapped. */
void bus_scan(void (*found)(const struct transport *device));

/* --- pci_host.c --- */

/* The configuration space of a function (pci.h has its address). */
uint32_t pci_host_read32(uint32_t function, unsigned offset);
void pci_host_write16(uint32_t function, unsigned offset, uint16_t value);
void pci_host_write32(uint32_t function, unsigned offset, uint32_t value);

/* What a device writes, and where, to end idle_until(); false where the machine
 * takes no such interrupts. */
struct pci_message {
    uint64_t address;
    uint32_t data;
};

bool pci_host_message(struct pci_message *message);

#endif
