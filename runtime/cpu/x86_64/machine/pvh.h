/* SPDX-License-Identifier: ISC */
/* What boot loaders hand over, whichever kind they are. */
#ifndef PVH_H
#define PVH_H

#include <stdint.h>

/* A copy of the command line at address; empty where that is 0. */
const char *boot_cmdline(uint64_t address);

/* Notes the end of a region of memory, if the image lies in it. */
void boot_memory(uint64_t *end, uint64_t base, uint64_t length);

struct pvh {
    const char *cmdline;
    uint64_t memory_end; /* of the region that holds the image; else 0 */
    uint64_t rsdp;       /* ACPI's; else 0 */
};

/* Reads a struct hvm_start_info before anything is written behind the image:
 * there it lies. */
struct pvh pvh_read(uintptr_t information);

#endif
