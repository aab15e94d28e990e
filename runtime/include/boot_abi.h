/* SPDX-License-Identifier: ISC */
/* What boot loaders hand over: Multiboot 0.6.96, section 3.3, and PVH's
 * hvm_start_info (xen/include/public/arch-x86/hvm/start_info.h). Needs C11
 * headers only. */
#ifndef BOOT_ABI_H
#define BOOT_ABI_H

#include <stddef.h>
#include <stdint.h>

/* Of the bindings for virtual machines: Solo5 counts these too. */
#define VIRTIO_ABI_VERSION 1

#define MULTIBOOT_BOOTED 0x2badb002u /* in EAX */

enum {
    MULTIBOOT_HAS_MEMORY = 1 << 0,
    MULTIBOOT_HAS_CMDLINE = 1 << 2,
    MULTIBOOT_HAS_MAP = 1 << 6
};

struct multiboot_info {
    uint32_t flags;     /* MULTIBOOT_HAS_… */
    uint32_t mem_lower; /* KiB */
    uint32_t mem_upper; /* KiB from 1 MiB on */
    uint32_t boot_device;
    uint32_t cmdline; /* the image's name first */
    uint32_t mods_count;
    uint32_t mods_addr;
    uint32_t syms[4];
    uint32_t mmap_length; /* bytes */
    uint32_t mmap_addr;
};

#define MULTIBOOT_MEMORY_AVAILABLE 1u

struct multiboot_region {
    uint32_t size; /* of what follows */
    uint64_t base;
    uint64_t length;
    uint32_t type;
} __attribute__((packed));

_Static_assert(offsetof(struct multiboot_info, mmap_addr) == 48, "multiboot");
_Static_assert(sizeof(struct multiboot_region) == 24, "multiboot_region");

#define HVM_START_MAGIC 0x336ec578u

struct hvm_start_info {
    uint32_t magic;
    uint32_t version;
    uint32_t flags;
    uint32_t nr_modules;
    uint64_t modlist_paddr;
    uint64_t cmdline_paddr;
    uint64_t rsdp_paddr;
    /* Since version 1: */
    uint64_t memmap_paddr;
    uint32_t memmap_entries;
    uint32_t reserved;
};

#define HVM_MEMORY_RAM 1u

struct hvm_memmap_entry {
    uint64_t addr;
    uint64_t size;
    uint32_t type;
    uint32_t reserved;
};

_Static_assert(sizeof(struct hvm_start_info) == 56, "hvm_start_info");
_Static_assert(sizeof(struct hvm_memmap_entry) == 24, "hvm_memmap_entry");

#endif
