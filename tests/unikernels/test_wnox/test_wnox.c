/* SPDX-License-Identifier: ISC */
/* Data is not executable, wherever it lies: .data, .bss, heap and stack. */

#include "test.h"

#define SIZE 16

static unsigned char in_data[SIZE] = { 1 };
static unsigned char in_bss[SIZE];

/* Returns at once, and is shorter than SIZE. */
static __attribute__((noinline)) void nothing(void)
{
    __asm__ volatile("");
}

static void *place(const struct solo5_start_info *info, void *on_stack)
{
    if (strcmp(info->cmdline, "bss") == 0)
        return in_bss;
    if (strcmp(info->cmdline, "heap") == 0)
        return (void *)info->heap_start;
    if (strcmp(info->cmdline, "heapend") == 0)
        return (void *)(info->heap_start + info->heap_size - 64);
    if (strcmp(info->cmdline, "stack") == 0)
        return on_stack;
    return in_data;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_wnox ****\n");
    unsigned char on_stack[SIZE] __attribute__((aligned(16)));
    void *where = place(info, on_stack);
    nothing();
    memcpy(where, (const void *)nothing, SIZE);
    print("FAULT DUE\n");
    ((void (*)(void))where)();
    return failure("data was executed");
}
