/* SPDX-License-Identifier: ISC */
/* Page table entries, and how tables come into force (Intel SDM 3A, 4.5). */
#ifndef CPU_PAGE_ENTRY_H
#define CPU_PAGE_ENTRY_H

#include <stdint.h>

#include "bindings.h"
#include "cpu.h"

enum page_access { PAGE_READ, PAGE_WRITE, PAGE_EXECUTE, PAGE_IO };

#define PTE_PRESENT (1u << 0)
#define PTE_WRITE (1u << 1)
#define PTE_UNCACHED (3u << 3) /* PCD and PWT */
#define PTE_BLOCK (1u << 7)
#define PTE_NX (1ull << 63)
#define PTE_ADDRESS 0x000ffffffffff000u

static inline uint64_t page_entry_table(uintptr_t address)
{
    return address | PTE_PRESENT | PTE_WRITE;
}

static inline uintptr_t page_entry_address(uint64_t entry)
{
    return entry & PTE_ADDRESS;
}

static inline uint64_t page_entry_page(uintptr_t address,
                                       enum page_access access)
{
    uint64_t entry = address | PTE_PRESENT;
    if (access == PAGE_WRITE || access == PAGE_IO)
        entry |= PTE_WRITE;
    if (access == PAGE_IO)
        entry |= PTE_UNCACHED;
    if (access != PAGE_EXECUTE)
        entry |= PTE_NX;
    return entry;
}

static inline uint64_t page_entry_block(uintptr_t address,
                                        enum page_access access)
{
    return page_entry_page(address, access) | PTE_BLOCK;
}

#define MSR_EFER 0xc0000080u
#define EFER_NXE (1u << 11)
#define CR0_WP (1u << 16)
#define CPUID_EXT_EDX_NX (1u << 20)

/* Without NXE the bit that forbids execution is a reserved one, and without
 * WP the kernel, which we are, may write what is read-only. */
static inline void page_tables_activate(const void *root)
{
    uint32_t low, high;
    uint64_t cr0;
    if (!(cpu_id(0x80000001).edx & CPUID_EXT_EDX_NX))
        panic("the CPU cannot forbid the execution of data (no NX)", NULL);
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(MSR_EFER));
    low |= EFER_NXE;
    __asm__ volatile("wrmsr" ::"c"(MSR_EFER), "a"(low), "d"(high));
    __asm__ volatile("movq %%cr0, %0" : "=r"(cr0));
    __asm__ volatile("movq %0, %%cr0" ::"r"(cr0 | CR0_WP));
    __asm__ volatile("movq %0, %%cr3" ::"r"(root) : "memory");
}

#endif
