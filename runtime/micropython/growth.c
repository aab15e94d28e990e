// SPDX-License-Identifier: ISC
// A full heap that is mostly alive, or small, is collected again and again: it
// is given more room after a collection, as long as the tender gave plenty.

#include "growth.h"

#include <stdbool.h>
#include <string.h>

#include "heap.h"
#include "py/gc.h"
#include "py/mpstate.h"
#include "py/runtime.h"

// Up to here the heap grows whatever lives in it, above only to this many
// times what lives.
#define SMALL (512u * 1024u)
#define ROOM 3

// Size that the heap has reached and keeps, although MicroPython returns areas
// which a collection leaves empty.
static size_t reached = HEAP_INITIAL_SIZE;
static size_t alive;
static bool was_full;

static size_t heap_size(void)
{
    size_t blocks = 0;
    for (mp_state_mem_area_t *a = &MP_STATE_MEM(area); a; a = a->next)
        blocks += a->gc_alloc_table_byte_len * 4;
    return blocks * MICROPY_BYTES_PER_GC_BLOCK;
}

// The allocation table has two bits a block, both clear where it is free.
static size_t used_blocks(const uint8_t *table, size_t bytes)
{
    size_t count = 0;
    for (; bytes >= sizeof(uint64_t); bytes -= sizeof(uint64_t)) {
        uint64_t bits;
        memcpy(&bits, table, sizeof bits);
        table += sizeof bits;
        count += __builtin_popcountll((bits | bits >> 1) & 0x5555555555555555u);
    }
    for (; bytes; bytes--, table++)
        count += __builtin_popcount((*table | *table >> 1) & 0x55u);
    return count;
}

static size_t alive_now(void)
{
    size_t blocks = 0;
    for (mp_state_mem_area_t *a = &MP_STATE_MEM(area); a; a = a->next)
        blocks +=
            used_blocks(a->gc_alloc_table_start, a->gc_last_used_block / 4 + 1);
    return blocks * MICROPY_BYTES_PER_GC_BLOCK;
}

// Not full: the program asked for this collection, and nothing is wrong.
void growth_before_collection(void)
{
    size_t fresh = MP_STATE_MEM(gc_alloc_amount) * MICROPY_BYTES_PER_GC_BLOCK;
    was_full = alive + fresh >= heap_size() / 4 * 3;
}

static void add_area(size_t size)
{
    // Half of what is left stays for requests that are larger than this.
    if (gc_get_max_new_split() / 2 < size)
        return;
    char *area = heap_area_alloc(size);
    if (area)
        gc_add(area, area + size);
}

void growth_after_collection(void)
{
    size_t size = heap_size();
    alive = alive_now();
    if (was_full && reached < size + size / 2 &&
        (size < SMALL || size < ROOM * alive))
        reached = 2 * size;
    // A little is always missing: each area's tables.
    if (size + size / 2 < reached)
        add_area(reached - size);
}

void growth_reserve(size_t size)
{
    size_t now = heap_size();
    if (size <= now)
        return;
    reached = size;
    char *area = heap_area_alloc(size - now);
    if (!area)
        mp_raise_type(&mp_type_MemoryError);
    gc_add(area, area + (size - now));
}
