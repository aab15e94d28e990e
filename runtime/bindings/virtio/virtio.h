/* SPDX-License-Identifier: ISC */
/* What the files of this target give each other. */
#ifndef VIRTIO_H
#define VIRTIO_H

#include <stdbool.h>
#include <stdint.h>

/* --- boot.c --- */

/* What a boot loader of either kind says. */
struct boot {
    const char *cmdline; /* without the image's name; a copy */
    uint64_t memory_end; /* of the region that holds the image */
    uint64_t rsdp;       /* ACPI's root pointer; 0 if it must be looked for */
};

void boot_read(uint32_t magic, uintptr_t information, struct boot *boot);

/* --- console.c --- */

void console_init(void);

/* --- acpi.c --- */

/* Finds out how this machine is switched off, while its tables are mapped. */
void acpi_init(uint64_t rsdp);

/* Switches off where that is known; returns where it is not. */
void acpi_power_off(void);

/* --- devices.c --- */

/* Finds the machine's devices and maps their registers. */
void devices_find(void);

/* Gives each device of the manifest one of them, and starts it. Panics where
 * one is missing. After paging_activate. */
void devices_start(void);

/* Waits for what was sent last, a little. */
void devices_drain(void);

/* --- time.c --- */

void time_init(void);

/* How many cpu_cycles() these are. */
uint64_t time_cycles(uint64_t nanoseconds);

/* --- idle.c: the local APIC --- */

void idle_init(void);

/* The page of registers, to be mapped. */
uintptr_t idle_registers(void);

/* Where a device writes for its interrupt to come here. */
uint32_t idle_message_address(void);

/* Sleeps until an interrupt comes or about deadline is reached; may wake up
 * early. Interrupts are taken in here and nowhere else. */
void idle_until(uint64_t deadline);

#endif
