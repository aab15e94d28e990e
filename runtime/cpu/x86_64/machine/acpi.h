/* SPDX-License-Identifier: ISC */
/* ACPI, as far as it switches the machine off. */
#ifndef ACPI_H
#define ACPI_H

#include <stdint.h>

/* Finds out how, while the tables are mapped. rsdp is the root pointer's
 * address; 0 if it must be looked for. */
void acpi_init(uint64_t rsdp);

/* Switches off where that is known; returns where it is not. */
void acpi_power_off(void);

#endif
