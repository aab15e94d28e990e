// SPDX-License-Identifier: ISC
// Console, clocks and waiting on solo5.h: the port's only contact with time.

#include <stddef.h>
#include <stdint.h>

#include "echis.h"
#include "py/mphal.h"
#include "py/runtime.h"
#include "solo5.h"

#define NS_PER_MS 1000000u
#define NS_PER_US 1000u

mp_uint_t mp_hal_stdout_tx_strn(const char *str, size_t len)
{
    solo5_console_write(str, len);
    return len;
}

void mp_hal_stdout_tx_strn_cooked(const char *str, size_t len)
{
    solo5_console_write(str, len);
}

void mp_hal_stdout_tx_str(const char *str)
{
    solo5_console_write(str, strlen(str));
}

mp_uint_t mp_hal_ticks_ms(void)
{
    return solo5_clock_monotonic() / NS_PER_MS;
}

mp_uint_t mp_hal_ticks_us(void)
{
    return solo5_clock_monotonic() / NS_PER_US;
}

mp_uint_t mp_hal_ticks_cpu(void)
{
    return solo5_clock_monotonic();
}

uint64_t mp_hal_time_ns(void)
{
    return solo5_clock_wall();
}

// For the `random` module only, which promises no secrecy: where there is no
// entropy, the clock has to do.
unsigned long mp_hal_random_seed(void)
{
    uint64_t seed;
    echis_entropy((uint8_t *)&seed, sizeof seed);
    return seed + solo5_clock_wall() * 6364136223846793005u +
           solo5_clock_monotonic();
}

void mp_hal_sleep_until(uint64_t deadline)
{
    do {
        solo5_handle_set_t ready;
        solo5_yield(deadline, &ready);
        mp_handle_pending(true);
    } while (solo5_clock_monotonic() < deadline);
}

void mp_hal_delay_ms(mp_uint_t ms)
{
    mp_hal_sleep_until(solo5_clock_monotonic() + ms * NS_PER_MS);
}

void mp_hal_delay_us(mp_uint_t us)
{
    mp_hal_sleep_until(solo5_clock_monotonic() + us * NS_PER_US);
}

// Negative: until something becomes ready. One yield only; who polls looks
// again and comes back.
void mp_hal_wait_ms(int timeout_ms)
{
    solo5_handle_set_t ready;
    solo5_time_t deadline = UINT64_MAX;
    if (timeout_ms >= 0)
        deadline = solo5_clock_monotonic() + (uint64_t)timeout_ms * NS_PER_MS;
    solo5_yield(deadline, &ready);
}
