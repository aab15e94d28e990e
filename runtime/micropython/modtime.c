// SPDX-License-Identifier: ISC
// Included by extmod/modtime.c: time() as a float, and sleeps to the
// nanosecond instead of the millisecond.

#include "py/mphal.h"
#include "py/runtime.h"
#include "shared/timeutils/timeutils.h"
#include "solo5.h"

#define NS_PER_S 1000000000.0

static mp_obj_t mp_time_time_get(void)
{
    return mp_obj_new_float((mp_float_t)mp_hal_time_ns() / NS_PER_S);
}

static mp_obj_t mp_time_localtime_get(void)
{
    timeutils_struct_time_t tm;
    timeutils_seconds_since_epoch_to_struct_time(
        mp_hal_time_ns() / (uint64_t)NS_PER_S, &tm);
    mp_obj_t items[] = {
        MP_OBJ_NEW_SMALL_INT(tm.tm_year), MP_OBJ_NEW_SMALL_INT(tm.tm_mon),
        MP_OBJ_NEW_SMALL_INT(tm.tm_mday), MP_OBJ_NEW_SMALL_INT(tm.tm_hour),
        MP_OBJ_NEW_SMALL_INT(tm.tm_min),  MP_OBJ_NEW_SMALL_INT(tm.tm_sec),
        MP_OBJ_NEW_SMALL_INT(tm.tm_wday), MP_OBJ_NEW_SMALL_INT(tm.tm_yday),
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}

static void mp_time_sleep(mp_obj_t seconds_obj)
{
    mp_float_t seconds = mp_obj_get_float(seconds_obj);
    if (!(seconds >= 0))
        mp_raise_ValueError(MP_ERROR_TEXT("sleep must be non-negative"));
    // A century is as good as for ever, and still fits the clock.
    if (seconds > 3e9)
        seconds = 3e9;
    mp_hal_sleep_until(solo5_clock_monotonic()
                       + (uint64_t)(seconds * NS_PER_S));
}
