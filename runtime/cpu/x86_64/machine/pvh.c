/* SPDX-License-Identifier: ISC */
/* PVH's boot information, and what all boot loaders give. */

#include "pvh.h"

#include <string.h>

#include "bindings.h"
#include "boot_abi.h"

/* As long as hvt's. */
#define CMDLINE_SIZE 8192u

/* Only this much is mapped when we start. */
#define MAPPED_AT_BOOT ((uint64_t)1 << 32)

static char cmdline[CMDLINE_SIZE];

const char *boot_cmdline(uint64_t address)
{
    const char *text = (const char *)(uintptr_t)address;
    size_t length = 0;
    if (address == 0)
        return cmdline;
    while (text[length])
        length++;
    if (length >= CMDLINE_SIZE)
        panic("the command line is longer than 8191 bytes", NULL);
    return memcpy(cmdline, text, length + 1);
}

void boot_memory(uint64_t *memory_end, uint64_t base, uint64_t length)
{
    uint64_t end = base + length;
    if (end < base || end > MAPPED_AT_BOOT)
        end = MAPPED_AT_BOOT;
    if (base <= (uintptr_t)_image_start && end >= (uintptr_t)_end)
        *memory_end = end;
}

struct pvh pvh_read(uintptr_t information)
{
    const struct hvm_start_info *info = (const void *)information;
    const struct hvm_memmap_entry *map =
        (const void *)(uintptr_t)info->memmap_paddr;
    struct pvh pvh = { .rsdp = info->rsdp_paddr };
    if (info->magic != HVM_START_MAGIC)
        panic("the boot loader is not PVH's", NULL);
    pvh.cmdline = boot_cmdline(info->cmdline_paddr);
    if (info->version == 0)
        panic("the boot loader gives no map of memory", NULL);
    for (uint32_t i = 0; i < info->memmap_entries; i++)
        if (map[i].type == HVM_MEMORY_RAM)
            boot_memory(&pvh.memory_end, map[i].addr, map[i].size);
    return pvh;
}
