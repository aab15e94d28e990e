/* SPDX-License-Identifier: ISC */
/* All of the heap is there, zero and writable, from its first byte to its
 * last; the stack is not in it. Buffers may lie anywhere in it. */

#include "test.h"

#define STEP 0x200000u

static bool is_usable(volatile uint8_t *byte)
{
    uint8_t before = *byte;
    *byte = 0x5a;
    return before == 0 && *byte == 0x5a;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    uint8_t *heap = (uint8_t *)info->heap_start;
    uint8_t *last = heap + info->heap_size - 1;
    uint8_t local;
    print("\n**** test_memory ****\nheap KiB: ");
    print_number(info->heap_size / 1024);
    print("\n");
    for (size_t at = 0; at < info->heap_size; at += STEP)
        CHECK(is_usable(heap + at));
    CHECK(is_usable(last));
    CHECK((uintptr_t)&local < info->heap_start ||
          (uintptr_t)&local >= info->heap_start + info->heap_size);
    memcpy(last - 7, "SUCCESS\n", 8);
    solo5_console_write((char *)last - 7, 8);
    return SOLO5_EXIT_SUCCESS;
}
