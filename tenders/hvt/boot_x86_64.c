/* SPDX-License-Identifier: ISC */
/* Guest physical memory below 1 MiB, fixed by the ABI:
 *   0x0000  never mapped
 *   0x1000  global descriptor table
 *   0x2000  page map level 4
 *   0x3000  page directory pointers
 *   0x4000  page directories, one for each of 4 GiB
 *   0x8000  page table of the first 2 MiB
 *  0x10000  boot information; from here to 1 MiB read-only
 * Everything is mapped one to one; what lies below 0x10000 is not mapped. */
#include "boot_x86_64.h"

#include "hvt_abi.h"
#include "vm.h"

#define GDT_AT 0x1000
#define PML4_AT 0x2000
#define PDPT_AT 0x3000
#define PD_AT 0x4000
#define PT_AT 0x8000
#define PAGE 0x1000ULL
#define GIBIBYTE (1ULL << 30)
#define TABLE_ENTRIES 512

#define PRESENT (1ULL << 0)
#define WRITABLE (1ULL << 1)
#define LARGE (1ULL << 7)

/* Descriptors as the processor reads them, and the selectors they get. */
#define GDT_CODE 0x00af99000000ffffULL /* 64-bit, execute-only, accessed */
#define GDT_DATA 0x00cf93000000ffffULL /* read and write, accessed */
#define CODE 0x08
#define DATA 0x10
#define GDT_LIMIT (3 * 8 - 1)

#define CR0_PE (1UL << 0)
#define CR0_NE (1UL << 5)
#define CR0_WP (1UL << 16)
#define CR0_PG (1UL << 31)
#define CR4_PAE (1UL << 5)
#define CR4_OSFXSR (1UL << 9)
#define CR4_OSXMMEXCPT (1UL << 10)
#define EFER_LME (1UL << 8)
#define EFER_LMA (1UL << 10)

static uint64_t *table(uint8_t *memory, uint64_t at)
{
    return (uint64_t *)(void *)(memory + at);
}

static void write_gdt(uint8_t *memory)
{
    uint64_t *gdt = table(memory, GDT_AT);
    gdt[CODE / 8] = GDT_CODE;
    gdt[DATA / 8] = GDT_DATA;
}

static void write_upper_levels(uint8_t *memory)
{
    uint64_t *pdpt = table(memory, PDPT_AT);
    table(memory, PML4_AT)[0] = PDPT_AT | PRESENT | WRITABLE;
    for (uint64_t i = 0; i < VM_MEMORY_MAX / GIBIBYTE; i++)
        pdpt[i] = (PD_AT + i * PAGE) | PRESENT | WRITABLE;
}

static void write_first_block(uint8_t *memory)
{
    uint64_t *pt = table(memory, PT_AT);
    for (uint64_t at = HVT_BOOT_INFO_BASE; at < VM_BLOCK_SIZE; at += PAGE)
        pt[at / PAGE] = at | PRESENT | (at < HVT_GUEST_MIN_BASE ? 0 : WRITABLE);
}

/* The four page directories lie one after the other: one array. */
void boot_write_tables(uint8_t *memory, uint64_t memory_size)
{
    uint64_t *pd = table(memory, PD_AT);
    write_gdt(memory);
    write_upper_levels(memory);
    write_first_block(memory);
    pd[0] = PT_AT | PRESENT | WRITABLE;
    for (uint64_t at = VM_BLOCK_SIZE; at < memory_size; at += VM_BLOCK_SIZE)
        pd[at / VM_BLOCK_SIZE] = at | PRESENT | WRITABLE | LARGE;
}

static struct kvm_segment code_segment(void)
{
    return (struct kvm_segment){ .selector = CODE,
                                 .limit = 0xffffffff,
                                 .type = 9,
                                 .present = 1,
                                 .s = 1,
                                 .l = 1,
                                 .g = 1 };
}

static struct kvm_segment data_segment(void)
{
    return (struct kvm_segment){ .selector = DATA,
                                 .limit = 0xffffffff,
                                 .type = 3,
                                 .present = 1,
                                 .s = 1,
                                 .db = 1,
                                 .g = 1 };
}

/* Entering a guest wants a busy 64-bit task segment, used or not. */
static struct kvm_segment task_segment(void)
{
    return (struct kvm_segment){ .type = 11, .present = 1 };
}

static void fill_segments(struct kvm_sregs *registers)
{
    registers->cs = code_segment();
    registers->ds = registers->es = data_segment();
    registers->fs = registers->gs = data_segment();
    registers->ss = data_segment();
    registers->tr = task_segment();
    registers->ldt = (struct kvm_segment){ .unusable = 1 };
    registers->gdt.base = GDT_AT;
    registers->gdt.limit = GDT_LIMIT;
}

void boot_fill_registers(struct kvm_sregs *registers)
{
    fill_segments(registers);
    registers->cr0 = CR0_PE | CR0_NE | CR0_WP | CR0_PG;
    registers->cr3 = PML4_AT;
    registers->cr4 = CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT;
    registers->efer = EFER_LME | EFER_LMA;
}
