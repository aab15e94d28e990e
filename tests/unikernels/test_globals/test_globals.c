/* SPDX-License-Identifier: ISC */
/* Variables have their initial values, and the writable ones are. */

#include "test.h"

static char greeting[] = "RUCCESS\n";
static uint64_t zeroes[4096];
static const uint64_t constants[] = { 1, 2, 3, 0x0123456789abcdef };
static const uint64_t *volatile pointer = &constants[3];

static bool all_zero(const volatile uint64_t *words, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum |= words[i];
    return sum == 0;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_globals ****\n");
    CHECK(all_zero(zeroes, sizeof zeroes / sizeof zeroes[0]));
    ((volatile uint64_t *)zeroes)[4095] = 7;
    CHECK(((volatile uint64_t *)zeroes)[4095] == 7);
    CHECK(*pointer == 0x0123456789abcdef);
    ((volatile char *)greeting)[0]++;
    print(greeting);
    return SOLO5_EXIT_SUCCESS;
}
