/* SPDX-License-Identifier: ISC */
/* The memory behind the image. Loaders count only what they loaded, so its
 * start is the linker's _end. */

#include <string.h>

#include "bindings.h"

/* Less than this is no heap to start with. */
#define HEAP_MINIMUM 0x10000u

static uintptr_t next_free, memory_end;

static void log_range(const char *name, const void *from, const void *to)
{
    struct line line = { 0 };
    line_text(&line, name);
    line_text(&line, " @ (");
    line_hex(&line, (uintptr_t)from);
    line_text(&line, " - ");
    line_hex(&line, (uintptr_t)to - 1);
    line_text(&line, ")");
    line_log(LOG_INFO, &line);
}

static void log_map(void)
{
    log_range("    guard", _guard_start, _stack_bottom);
    log_range("    stack", _stack_bottom, _stack_top);
    log_range("     text", _stext, _etext);
    log_range("   rodata", _srodata, _erodata);
    log_range("     data", _sdata, _edata);
    log_range("     heap", _end, (const void *)memory_end);
}

/* What is taken so far, and a heap behind it, in the unit of --mem. */
static _Noreturn void not_enough(void)
{
    struct line line = { 0 };
    uint64_t needed = next_free + HEAP_MINIMUM;
    line_text(&line, "Not enough memory: ");
    line_decimal(&line, (needed + (1u << 20) - 1) >> 20);
    line_text(&line, " MiB are needed at least");
    panic(line.text, NULL);
}

void memory_init(uint64_t end)
{
    next_free = (uintptr_t)_end;
    memory_end = end & -(uint64_t)PAGE_SIZE;
    if (memory_end < next_free + HEAP_MINIMUM)
        not_enough();
    log_map();
}

void *memory_take_pages(size_t count)
{
    uintptr_t pages = next_free;
    next_free += count * PAGE_SIZE;
    if (next_free > memory_end)
        not_enough();
    /* A boot loader leaves something in memory. */
    return memset((void *)pages, 0, count * PAGE_SIZE);
}

void memory_heap(uintptr_t *start, size_t *size)
{
    *start = next_free;
    *size = memory_end - next_free;
}
