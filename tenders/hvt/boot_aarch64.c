/* SPDX-License-Identifier: ISC */
/* Guest physical memory below 1 MiB, fixed by the ABI:
 *   0x1000  level 0 table
 *   0x2000  level 1 table
 *   0x3000  level 2 tables, one for each of 4 GiB
 *   0x7000  level 3 table of the first 2 MiB
 *  0x10000  boot information; from here to 1 MiB read-only
 * Memory is mapped one to one; from 4 GiB on lies 1 GiB of device memory,
 * where the guest's stores become hypercalls. */
#include "boot_aarch64.h"

#include "hvt_abi.h"
#include "vm.h"

#define LEVEL0_AT 0x1000
#define LEVEL1_AT 0x2000
#define LEVEL2_AT 0x3000
#define LEVEL3_AT 0x7000
#define PAGE 0x1000ULL
#define GIBIBYTE (1ULL << 30)

/* Memory types: their number in MAIR_EL1, and how a descriptor names it. */
#define DEVICE_NGNRE 1ULL
#define NORMAL 4ULL
#define ATTRIBUTE(n) ((n) << 2)

/* Stage 1 descriptors (Arm ARM, D8.3). */
#define TABLE (3ULL << 0)
#define BLOCK (1ULL << 0)
#define LEAF (3ULL << 0)
#define READ_ONLY (1ULL << 7)
#define SHARED_INNER (3ULL << 8)
#define ACCESSED (1ULL << 10)
#define EL1_NO_EXECUTE (1ULL << 53)
#define EL0_NO_EXECUTE (1ULL << 54)

#define COMMON (SHARED_INNER | ACCESSED | EL0_NO_EXECUTE)
#define MEMORY (COMMON | ATTRIBUTE(NORMAL))
#define DEVICE (COMMON | ATTRIBUTE(DEVICE_NGNRE) | EL1_NO_EXECUTE)
#define INPUT (MEMORY | READ_ONLY | EL1_NO_EXECUTE)

static uint64_t *table(uint8_t *memory, uint64_t at)
{
    return (uint64_t *)(void *)(memory + at);
}

static void write_first_block(uint8_t *memory)
{
    uint64_t *level3 = table(memory, LEVEL3_AT);
    for (uint64_t at = HVT_BOOT_INFO_BASE; at < VM_BLOCK_SIZE; at += PAGE)
        level3[at / PAGE] =
            at | LEAF | (at < HVT_GUEST_MIN_BASE ? INPUT : MEMORY);
}

/* The four level 2 tables lie one after the other: one array. */
static void write_memory(uint8_t *memory, uint64_t memory_size)
{
    uint64_t *level2 = table(memory, LEVEL2_AT);
    level2[0] = LEVEL3_AT | TABLE;
    for (uint64_t at = VM_BLOCK_SIZE; at < memory_size; at += VM_BLOCK_SIZE)
        level2[at / VM_BLOCK_SIZE] = at | BLOCK | MEMORY;
}

void boot_write_tables(uint8_t *memory, uint64_t memory_size)
{
    uint64_t *level1 = table(memory, LEVEL1_AT);
    table(memory, LEVEL0_AT)[0] = LEVEL1_AT | TABLE;
    for (uint64_t i = 0; i < VM_MEMORY_MAX / GIBIBYTE; i++)
        level1[i] = (LEVEL2_AT + i * PAGE) | TABLE;
    level1[HVT_HYPERCALL_MMIO_BASE / GIBIBYTE] =
        HVT_HYPERCALL_MMIO_BASE | BLOCK | DEVICE;
    write_memory(memory, memory_size);
    write_first_block(memory);
}

/* MAIR_EL1: one byte for each memory type, lowest first: nGnRnE, nGnRE, GRE,
 * normal uncached, normal write-back, normal write-through. */
#define MAIR 0x0000bbff440c0400ULL

/* TCR_EL1: 40-bit addresses for both halves, 4 KiB granules, write-back
 * cached and inner shareable table walks, 40 physical bits, 16-bit ASIDs,
 * top byte ignored. */
#define TCR                                                                    \
    (24ULL << 0 | 24ULL << 16 | 1ULL << 8 | 1ULL << 24 | 1ULL << 10 |          \
     1ULL << 26 | 3ULL << 12 | 3ULL << 28 | 0ULL << 14 | 2ULL << 30 |          \
     2ULL << 32 | 1ULL << 36 | 1ULL << 37)

#define SCTLR_MMU (1ULL << 0)
#define SCTLR_CACHE (1ULL << 2)
#define SCTLR_ICACHE (1ULL << 12)

#define CPACR_FP (3ULL << 20) /* floating point and SIMD do not trap */

const struct boot_register boot_registers[] = {
    { ARM64_SYS_REG(3, 0, 1, 0, 2), CPACR_FP },
    { ARM64_SYS_REG(3, 0, 10, 2, 0), MAIR },
    { ARM64_SYS_REG(3, 0, 2, 0, 2), TCR },
    { ARM64_SYS_REG(3, 0, 2, 0, 0), LEVEL0_AT }, /* TTBR0_EL1 */
    { ARM64_SYS_REG(3, 0, 1, 0, 0), SCTLR_MMU | SCTLR_CACHE | SCTLR_ICACHE },
    { 0, 0 },
};
