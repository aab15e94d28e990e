/* SPDX-License-Identifier: ISC */
/* Boot information of either kind, read before anything is written behind the
 * image, where boot loaders put it. */

#include "bindings.h"
#include "boot_abi.h"
#include "acpi.h"
#include "idle.h"
#include "kernel.h"
#include "machine.h"
#include "pvh.h"

/* Multiboot loaders put the image's name first. */
static const char *without_name(const char *text)
{
    while (*text && *text != ' ')
        text++;
    return text;
}

static void read_map(const struct multiboot_info *info, struct machine *machine)
{
    uintptr_t at = info->mmap_addr, end = at + info->mmap_length;
    while (at < end) {
        const struct multiboot_region *region = (const void *)at;
        if (region->type == MULTIBOOT_MEMORY_AVAILABLE)
            boot_memory(&machine->memory_end, region->base, region->length);
        at += region->size + sizeof region->size;
    }
}

static void read_multiboot(const struct multiboot_info *info,
                           struct machine *machine)
{
    bool given = info->flags & MULTIBOOT_HAS_CMDLINE;
    machine->cmdline = without_name(boot_cmdline(given ? info->cmdline : 0));
    acpi_init(0);
    if (info->flags & MULTIBOOT_HAS_MAP)
        read_map(info, machine);
    else if (info->flags & MULTIBOOT_HAS_MEMORY)
        boot_memory(&machine->memory_end, 0x100000,
                    (uint64_t)info->mem_upper << 10);
}

static void read_pvh(uintptr_t information, struct machine *machine)
{
    struct pvh pvh = pvh_read(information);
    machine->cmdline = pvh.cmdline;
    machine->memory_end = pvh.memory_end;
    acpi_init(pvh.rsdp);
}

void machine_read(uint32_t magic, uintptr_t information,
                  struct machine *machine)
{
    if (magic == MULTIBOOT_BOOTED)
        read_multiboot((const void *)information, machine);
    else if (magic == 0)
        read_pvh(information, machine);
    else
        panic("the boot loader is neither Multiboot's nor PVH's", NULL);
    if (machine->memory_end == 0)
        panic("the boot loader's map of memory lacks the image", NULL);
}

void machine_map(void)
{
    paging_map(idle_registers(), idle_registers() + PAGE_SIZE, PAGE_IO);
}
