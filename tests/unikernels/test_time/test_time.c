/* SPDX-License-Identifier: ISC */
/* Time passes, sleeps are long enough, and the wall clock has the date. */

#include "test.h"

#define MS 1000000ull
#define SEC (1000 * MS)

#define IN_2024 (1704067200 * SEC)
#define IN_2200 (7258118400 * SEC)

/* Hosts under load wake guests late; more than this is a broken clock. */
#define LATEST (5 * SEC)

static bool passes(void)
{
    solo5_time_t last = solo5_clock_monotonic(), first = last;
    for (int i = 0; i < 10000; i++) {
        solo5_time_t now = solo5_clock_monotonic();
        if (now < last)
            return false;
        last = now;
    }
    return last > first;
}

static bool sleeps(solo5_time_t span)
{
    solo5_handle_set_t ready = 1;
    solo5_time_t start = solo5_clock_monotonic();
    solo5_time_t wall = solo5_clock_wall();
    solo5_yield(start + span, &ready);
    solo5_time_t slept = solo5_clock_monotonic() - start;
    print("slept for ns: ");
    print_number(slept);
    print("\n");
    wall = solo5_clock_wall() - wall;
    /* hvt counts the CPU's cycles against the host's idea of their rate. */
    return slept >= span - span / 100 && slept < span + LATEST && ready == 0 &&
           wall >= span - span / 20;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_time ****\n");
    CHECK(passes());
    CHECK(sleeps(0));
    CHECK(sleeps(1 * MS));
    CHECK(sleeps(100 * MS));
    CHECK(sleeps(1 * SEC));
    solo5_yield(0, NULL);
    CHECK(solo5_clock_wall() > IN_2024 && solo5_clock_wall() < IN_2200);
    return success();
}
