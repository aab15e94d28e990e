/* SPDX-License-Identifier: ISC */
/* The interrupts of a PC's own devices. */
#ifndef IO_APIC_H
#define IO_APIC_H

/* Before paging_activate. */
void io_apic_map(void);

/* Sends an interrupt of the ISA bus to INTERRUPT_DEVICE. */
void io_apic_route(unsigned number);

#endif
