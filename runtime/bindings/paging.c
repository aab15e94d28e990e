/* SPDX-License-Identifier: ISC */
/* Page tables of the guest's own. Tenders and boot loaders hand over memory
 * that is writable and executable, and on KVM a tender's mprotect() cannot
 * forbid execution; ours say for each page of the image what the linker meant
 * it for:
 *
 *   0              unmapped, as all is that nobody asks for
 *   _guard_start   unmapped      guard, below the stack
 *   _stack_bottom  read, write
 *   _stext         read, execute
 *   _srodata       read
 *   _sdata … end   read, write
 *     _end         read          these tables, inside the last
 *
 * Both CPUs have four levels of 512 entries, pages of 4 KiB and blocks of
 * 2 MiB; entries are in the CPU's page_entry.h. Blocks carry all but the
 * first few MiB, so that the work hardly depends on the size of memory. */

#include "bindings.h"
#include "kernel.h"

#define BLOCK_SIZE 0x200000u
#define ENTRIES 512u

/* More than the tables take; kept in pages, so that they can be protected. */
#define TABLES_MAX 0x40000u

static uint64_t *root;

static uint64_t *entry_of(uint64_t *table, uintptr_t address, unsigned shift)
{
    return &table[address >> shift & (ENTRIES - 1)];
}

/* The table of the next level, made now if this is the first use. */
static uint64_t *next_table(uint64_t *entry)
{
    if (*entry == 0)
        *entry = page_entry_table((uintptr_t)memory_take_pages(1));
    return (uint64_t *)page_entry_address(*entry);
}

static uint64_t *block_entry(uintptr_t address)
{
    uint64_t *table = next_table(entry_of(root, address, 39));
    table = next_table(entry_of(table, address, 30));
    return entry_of(table, address, 21);
}

static void map_page(uintptr_t address, enum page_access access)
{
    uint64_t *table = next_table(block_entry(address));
    *entry_of(table, address, 12) = page_entry_page(address, access);
}

void paging_map(uintptr_t from, uintptr_t to, enum page_access access)
{
    for (uintptr_t at = from; at < to; at += PAGE_SIZE)
        map_page(at, access);
}

static void map_blocks(uintptr_t from, uintptr_t to)
{
    for (uintptr_t at = from; at < to; at += BLOCK_SIZE)
        *block_entry(at) = page_entry_block(at, PAGE_WRITE);
}

static void map_image(void)
{
    paging_map((uintptr_t)_stack_bottom, (uintptr_t)_stack_top, PAGE_WRITE);
    paging_map((uintptr_t)_stext, (uintptr_t)_etext, PAGE_EXECUTE);
    paging_map((uintptr_t)_srodata, (uintptr_t)_erodata, PAGE_READ);
    paging_map((uintptr_t)_sdata, (uintptr_t)_edata, PAGE_WRITE);
}

/* Up to the end of the block that holds end: memory is whole blocks, even
 * where the tender keeps the last pages for itself. */
static void map_free_memory(uintptr_t end)
{
    uintptr_t first_block =
        ((uintptr_t)_end + TABLES_MAX + BLOCK_SIZE - 1) & -BLOCK_SIZE;
    paging_map((uintptr_t)_end, first_block, PAGE_WRITE);
    map_blocks(first_block, end);
}

void paging_init(uint64_t memory_end)
{
    root = memory_take_pages(1);
    map_image();
    map_free_memory(memory_end);
}

void paging_activate(void)
{
    uintptr_t end = (uintptr_t)memory_take_pages(0);
    REQUIRE(end - (uintptr_t)root <= TABLES_MAX);
    paging_map((uintptr_t)root, end, PAGE_READ);
    page_tables_activate(root);
}
