/* SPDX-License-Identifier: ISC */
/* Page table entries, and how tables come into force (Arm ARM, D8: VMSAv8-64,
 * 4 KiB granule). The tender has set up MAIR_EL1 and TCR_EL1 for tables of the
 * same shape; both are kept. */
#ifndef CPU_PAGE_ENTRY_H
#define CPU_PAGE_ENTRY_H

#include <stdint.h>

#include "bindings.h"

enum page_access { PAGE_READ, PAGE_WRITE, PAGE_EXECUTE, PAGE_IO };

#define PTE_VALID (1ull << 0)
#define PTE_TABLE (1ull << 1) /* a page, at the last level */
#define PTE_ATTR(n) ((uint64_t)(n) << 2)
#define PTE_READ_ONLY (1ull << 7)
#define PTE_SHARED (3ull << 8)
#define PTE_ACCESSED (1ull << 10)
#define PTE_PXN (1ull << 53)
#define PTE_UXN (1ull << 54)
#define PTE_ADDRESS 0x0000fffffffff000u

#define MAIR_NORMAL 0xffu /* write-back, allocating */
#define MAIR_DEVICE 0x04u /* nGnRE */

/* The index that the tender gave to a type of memory. */
static inline unsigned page_memory_type(unsigned type)
{
    uint64_t mair;
    __asm__("mrs %0, mair_el1" : "=r"(mair));
    for (unsigned i = 0; i < 8; i++)
        if ((mair >> 8 * i & 0xff) == type)
            return i;
    panic("MAIR_EL1 lacks a type of memory", NULL);
}

static inline uint64_t page_entry_table(uintptr_t address)
{
    return address | PTE_VALID | PTE_TABLE;
}

static inline uintptr_t page_entry_address(uint64_t entry)
{
    return entry & PTE_ADDRESS;
}

static inline uint64_t page_entry_block(uintptr_t address,
                                        enum page_access access)
{
    unsigned type = access == PAGE_IO ? MAIR_DEVICE : MAIR_NORMAL;
    uint64_t entry = address | PTE_VALID | PTE_SHARED | PTE_ACCESSED | PTE_UXN;
    entry |= PTE_ATTR(page_memory_type(type));
    if (access == PAGE_READ || access == PAGE_EXECUTE)
        entry |= PTE_READ_ONLY;
    if (access != PAGE_EXECUTE)
        entry |= PTE_PXN;
    return entry;
}

static inline uint64_t page_entry_page(uintptr_t address,
                                       enum page_access access)
{
    return page_entry_block(address, access) | PTE_TABLE;
}

/* TCR_EL1.T0SZ: 39 bits of address or less begin at the second level. */
static inline uintptr_t page_first_table(const uint64_t *root)
{
    uint64_t tcr;
    __asm__("mrs %0, tcr_el1" : "=r"(tcr));
    return 64 - (tcr & 0x3f) > 39 ? (uintptr_t)root
                                  : page_entry_address(root[0]);
}

#define SCTLR_SA (1u << 3)   /* the stack pointer must be aligned */
#define SCTLR_WXN (1u << 19) /* what is writable is not executable */

/* TTBR0_EL1.ASID: another than at boot, which is 0. */
#define ASID_OF_OURS (1ull << 48)

/* Other tables while the MMU is on: an address must not be found in the TLB
 * both as it was and as it is (Arm ARM, D8.16.1, break-before-make). hvt's
 * tender maps the first 2 MiB, where the stack and the start of the text lie,
 * in pages as we do: only the access changes, which is allowed. boot.S maps
 * blocks of 1 GiB, but not globally: under another ASID none of them is found.
 */
static inline void page_tables_activate(const uint64_t *root)
{
    uint64_t sctlr;
    __asm__ volatile("mrs %0, sctlr_el1" : "=r"(sctlr));
    __asm__ volatile("dsb ish\n\t"
                     "msr ttbr0_el1, %0\n\t"
                     "isb\n\t"
                     "tlbi vmalle1\n\t"
                     "dsb ish\n\t"
                     "isb\n\t"
                     "msr sctlr_el1, %1\n\t"
                     "isb\n\t"
                     "tlbi vmalle1\n\t"
                     "dsb ish\n\t"
                     "isb"
                     :
                     : "r"(page_first_table(root) | ASID_OF_OURS),
                       "r"(sctlr | SCTLR_SA | SCTLR_WXN)
                     : "memory");
}

#endif
