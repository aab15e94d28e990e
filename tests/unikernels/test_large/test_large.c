/* SPDX-License-Identifier: ISC */
/* An image of several MiB: its parts keep their protections beyond the first
 * 2 MiB, and memory goes on after it. */

#include "test.h"

#define MANY (5u << 20)

static uint8_t zeroes[MANY];
static const uint8_t constants[MANY] = { [0] = 1, [MANY - 1] = 2 };

int solo5_app_main(const struct solo5_start_info *info)
{
    volatile uint8_t *bss = zeroes;
    const volatile uint8_t *rodata = constants;
    volatile uint8_t *heap = (volatile uint8_t *)info->heap_start;
    print("\n**** test_large ****\n");
    CHECK(rodata[0] == 1 && rodata[MANY / 2] == 0 && rodata[MANY - 1] == 2);
    for (size_t at = 0; at < MANY; at += 4096)
        CHECK(bss[at] == 0 && (bss[at] = 1) == 1);
    CHECK(heap[0] == 0 && (heap[0] = 1) == 1);
    print("FAULT DUE\n");
    ((volatile uint8_t *)(uintptr_t)rodata)[MANY / 2] = 3;
    return failure("a constant was written");
}
