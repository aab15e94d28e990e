/* SPDX-License-Identifier: ISC */
/* Boot information of either kind, read before anything is written behind the
 * image, where boot loaders put it. */

#include <string.h>

#include "bindings.h"
#include "boot_abi.h"
#include "acpi.h"
#include "idle.h"
#include "kernel.h"
#include "machine.h"

/* As long as hvt's. */
#define CMDLINE_SIZE 8192u

/* Only this much is mapped when we start. */
#define MAPPED_AT_BOOT ((uint64_t)1 << 32)

static char cmdline[CMDLINE_SIZE];

static void copy_cmdline(uint64_t address)
{
    const char *text = (const char *)(uintptr_t)address;
    size_t length = 0;
    if (address == 0)
        return;
    while (text[length])
        length++;
    if (length >= CMDLINE_SIZE)
        panic("the command line is longer than 8191 bytes", NULL);
    memcpy(cmdline, text, length + 1);
}

/* Multiboot loaders put the image's name first. */
static const char *without_name(const char *text)
{
    while (*text && *text != ' ')
        text++;
    return text;
}

/* Notes the end of a region of memory, if the image lies in it. */
static void consider(struct machine *machine, uint64_t base, uint64_t length)
{
    uint64_t end = base + length;
    if (end < base || end > MAPPED_AT_BOOT)
        end = MAPPED_AT_BOOT;
    if (base <= (uintptr_t)_image_start && end >= (uintptr_t)_end)
        machine->memory_end = end;
}

static void read_map(const struct multiboot_info *info, struct machine *machine)
{
    uintptr_t at = info->mmap_addr, end = at + info->mmap_length;
    while (at < end) {
        const struct multiboot_region *region = (const void *)at;
        if (region->type == MULTIBOOT_MEMORY_AVAILABLE)
            consider(machine, region->base, region->length);
        at += region->size + sizeof region->size;
    }
}

static void read_multiboot(const struct multiboot_info *info,
                           struct machine *machine)
{
    if (info->flags & MULTIBOOT_HAS_CMDLINE)
        copy_cmdline(info->cmdline);
    machine->cmdline = without_name(cmdline);
    acpi_init(0);
    if (info->flags & MULTIBOOT_HAS_MAP)
        read_map(info, machine);
    else if (info->flags & MULTIBOOT_HAS_MEMORY)
        consider(machine, 0x100000, (uint64_t)info->mem_upper << 10);
}

static void read_pvh(const struct hvm_start_info *info, struct machine *machine)
{
    const struct hvm_memmap_entry *map =
        (const void *)(uintptr_t)info->memmap_paddr;
    copy_cmdline(info->cmdline_paddr);
    machine->cmdline = cmdline;
    acpi_init(info->rsdp_paddr);
    if (info->version == 0)
        panic("the boot loader gives no map of memory", NULL);
    for (uint32_t i = 0; i < info->memmap_entries; i++)
        if (map[i].type == HVM_MEMORY_RAM)
            consider(machine, map[i].addr, map[i].size);
}

void machine_read(uint32_t magic, uintptr_t information,
                  struct machine *machine)
{
    const struct hvm_start_info *pvh = (const void *)information;
    if (magic == MULTIBOOT_BOOTED)
        read_multiboot((const void *)information, machine);
    else if (magic == 0 && pvh->magic == HVM_START_MAGIC)
        read_pvh(pvh, machine);
    else
        panic("the boot loader is neither Multiboot's nor PVH's", NULL);
    if (machine->memory_end == 0)
        panic("the boot loader's map of memory lacks the image", NULL);
}

void machine_map(void)
{
    paging_map(idle_registers(), idle_registers() + PAGE_SIZE, PAGE_IO);
}
