/* SPDX-License-Identifier: ISC */
/* Sends (s) frames of so many bytes for half a second and answers 0; or answers
 * 0, and then how many frames a second it received (r) from the first on. */

#include <string.h>

#include "command.h"

#define MOST 1514u
#define SPAN (SECOND / 2)
/* What the host has no room for is dropped: it gets the processor for a while.
 */
#define PAUSE 100000u
#define BATCH 64
#define QUIET (SECOND / 20)

static uint8_t frame[MOST];
static solo5_handle_t net;

static void send_for_a_while(size_t size)
{
    solo5_time_t end = solo5_clock_monotonic() + SPAN;
    while (solo5_clock_monotonic() < end) {
        for (int i = 0; i < BATCH; i++)
            solo5_net_write(net, frame, size);
        solo5_yield(solo5_clock_monotonic() + PAUSE, NULL);
    }
}

/* Whether a frame came before the deadline. */
static bool received(solo5_time_t deadline)
{
    static uint8_t got[MOST];
    size_t size;
    solo5_handle_set_t ready = 1;
    while (ready) {
        if (solo5_net_read(net, got, sizeof got, &size) == SOLO5_R_OK)
            return true;
        solo5_yield(deadline, &ready);
    }
    return false;
}

/* What is still under way from before. */
static void drain(void)
{
    while (received(solo5_clock_monotonic() + QUIET))
        ;
}

static uint64_t received_a_second(void)
{
    uint64_t count = 0;
    while (!received(solo5_clock_monotonic() + SECOND))
        ;
    solo5_time_t start = solo5_clock_monotonic(), end = start + SPAN;
    while (received(end)) {
        count++;
        if (count % 64 == 0 && solo5_clock_monotonic() >= end)
            break;
    }
    return count * SECOND / (solo5_clock_monotonic() - start);
}

int solo5_app_main(const struct solo5_start_info *info)
{
    /* To a station that is none, of a type for experiments. */
    static const uint8_t head[] = { 2, 0, 0, 0, 0, 2,    2,
                                    0, 0, 0, 0, 1, 0x88, 0xb5 };
    struct solo5_net_info device;
    struct command command;
    (void)info;
    if (solo5_net_acquire("service0", &net, &device) != SOLO5_R_OK)
        return SOLO5_EXIT_FAILURE;
    memcpy(frame, head, sizeof head);
    answer(0);
    while ((command = next_command()).letter) {
        if (command.letter == 's')
            send_for_a_while(command.number);
        else
            drain();
        answer(0);
        if (command.letter == 'r')
            answer(received_a_second());
    }
    return SOLO5_EXIT_SUCCESS;
}
