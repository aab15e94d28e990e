// SPDX-License-Identifier: ISC
// Areas of the collector's heap, taken first-fit from the one region that the
// tender gives, and the port's gc_collect().

#include "heap.h"

#include <stdio.h>
#include <string.h>

#include "growth.h"
#include "py/gc.h"
#include "py/mpstate.h"
#include "py/runtime.h"
#include "shared/runtime/gchelper.h"
#include "solo5.h"

#define ALIGN 64u
#define ALIGN_DOWN(x) ((x) & ~(size_t)(ALIGN - 1))
#define ALIGN_UP(x) ALIGN_DOWN((x) + ALIGN - 1)

// A free hole, its header in its first bytes; ascending and coalesced. Each
// area handed out is preceded by its size in one ALIGN.
struct hole {
    size_t size;
    struct hole *next;
};

static struct hole *holes;

// Areas that the collector dropped although one object in them lives.
static mp_state_mem_area_t *rescued;

static void out_of_memory(size_t missing)
{
    char text[96];
    snprintf(text, sizeof text,
             "echis: out of memory at start: %u KiB more needed\n",
             (unsigned)((missing + 1023) / 1024));
    solo5_console_write(text, strlen(text));
    solo5_exit(SOLO5_EXIT_FAILURE);
}

void heap_init(uintptr_t start, size_t size)
{
    uintptr_t first = ALIGN_UP(start);
    uintptr_t end = ALIGN_DOWN(start + size);
    if (end < first + HEAP_MINIMUM_SIZE)
        out_of_memory(first + HEAP_MINIMUM_SIZE - end);
    size_t initial = end - first;
    if (initial > HEAP_INITIAL_SIZE)
        initial = HEAP_INITIAL_SIZE;
    gc_init((void *)first, (void *)(first + initial));
    if (end - first - initial > 2 * ALIGN) {
        holes = (struct hole *)(first + initial);
        *holes = (struct hole){ end - first - initial, NULL };
    }
}

// The usable size of the largest hole.
size_t gc_get_max_new_split(void)
{
    size_t largest = 0;
    for (struct hole *h = holes; h; h = h->next)
        if (h->size > largest)
            largest = h->size;
    return largest > ALIGN ? largest - ALIGN : 0;
}

void *heap_area_alloc(size_t size)
{
    size_t needed = ALIGN_UP(size) + ALIGN;
    struct hole **link = &holes;
    while (*link && (*link)->size < needed)
        link = &(*link)->next;
    struct hole *found = *link;
    if (!found)
        return NULL;
    if (found->size - needed > ALIGN) {
        struct hole *rest = (struct hole *)((char *)found + needed);
        *rest = (struct hole){ found->size - needed, found->next };
        *link = rest;
    } else {
        needed = found->size;
        *link = found->next;
    }
    *(size_t *)found = needed;
    return (char *)found + ALIGN;
}

static void join_next(struct hole *h)
{
    if (h->next && (char *)h + h->size == (char *)h->next) {
        h->size += h->next->size;
        h->next = h->next->next;
    }
}

static void give_back(struct hole *freed, size_t size)
{
    struct hole *before = NULL;
    struct hole **link = &holes;
    while (*link && *link < freed) {
        before = *link;
        link = &(*link)->next;
    }
    *freed = (struct hole){ size, *link };
    *link = freed;
    join_next(freed);
    if (before)
        join_next(before);
}

// MicroPython 1.25 takes an area for empty when its last used block is block
// 0, even if block 0 is in use: such an area comes back after the sweep.
void heap_area_free(void *memory)
{
    mp_state_mem_area_t *area = memory;
    if (area->gc_alloc_table_start[0] & 3) {
        area->next = rescued;
        rescued = area;
        return;
    }
    struct hole *freed = (struct hole *)((char *)memory - ALIGN);
    give_back(freed, *(size_t *)freed);
}

static void link_rescued(void)
{
    mp_state_mem_area_t *last = &MP_STATE_MEM(area);
    while (last->next)
        last = last->next;
    last->next = rescued;
    rescued = NULL;
}

void gc_collect(void)
{
    growth_before_collection();
    gc_collect_start();
    gc_helper_collect_regs_and_stack();
    gc_collect_end();
    link_rescued();
    growth_after_collection();
}
