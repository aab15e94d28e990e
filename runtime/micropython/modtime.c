// SPDX-License-Identifier: ISC
// Included by extmod/modtime.c: time() as a float, sleeps to the nanosecond,
// and a calendar (UTC; a unikernel has no other zone) for years before 2000
// too.

#include "py/mphal.h"
#include "py/runtime.h"
#include "solo5.h"

#define NS_PER_S 1000000000.0
#define S_PER_DAY 86400
#define DAYS_PER_400_YEARS 146097

static mp_obj_t mp_time_time_get(void)
{
    return mp_obj_new_float((mp_float_t)mp_hal_time_ns() / NS_PER_S);
}

static void mp_time_sleep(mp_obj_t seconds_obj)
{
    mp_float_t seconds = mp_obj_get_float(seconds_obj);
    if (!(seconds >= 0))
        mp_raise_ValueError(MP_ERROR_TEXT("sleep must be non-negative"));
    // A century is as good as for ever, and still fits the clock.
    if (seconds > 3e9)
        seconds = 3e9;
    mp_hal_sleep_until(solo5_clock_monotonic() +
                       (uint64_t)(seconds * NS_PER_S));
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

// Days from 1970-01-01. A year here begins with March, so that a leap day is
// its last day.
static int64_t days_of_date(int64_t year, int64_t month, int64_t day)
{
    year += floor_div(month - 3, 12);
    month = month - 3 - floor_div(month - 3, 12) * 12;
    int64_t era = floor_div(year, 400);
    int64_t in_era = year - era * 400;
    int64_t in_year = (153 * month + 2) / 5 + day - 1;
    return era * DAYS_PER_400_YEARS + in_era * 365 + in_era / 4 - in_era / 100 +
           in_year - 719468;
}

// The inverse: *day of *month of the returned year.
static int64_t date_of_days(int64_t days, int *month, int *day)
{
    days += 719468;
    int64_t era = floor_div(days, DAYS_PER_400_YEARS);
    int64_t in_era = days - era * DAYS_PER_400_YEARS;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 -
                    in_era / (DAYS_PER_400_YEARS - 1)) /
                   365;
    int in_year = in_era - (365 * year + year / 4 - year / 100);
    int from_march = (5 * in_year + 2) / 153;
    *day = in_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    return era * 400 + year + (*month <= 2);
}

static int64_t seconds_given(size_t n_args, const mp_obj_t *args)
{
    if (n_args == 0 || args[0] == mp_const_none)
        return mp_hal_time_ns() / (uint64_t)NS_PER_S;
    if (mp_obj_is_float(args[0]))
        return mp_obj_get_float(args[0]);
    return mp_obj_get_int(args[0]);
}

static mp_obj_t time_gmtime(size_t n_args, const mp_obj_t *args)
{
    int64_t seconds = seconds_given(n_args, args);
    int64_t days = floor_div(seconds, S_PER_DAY);
    int in_day = seconds - days * S_PER_DAY;
    int month, day;
    int64_t year = date_of_days(days, &month, &day);
    mp_obj_t items[] = {
        MP_OBJ_NEW_SMALL_INT(year),
        MP_OBJ_NEW_SMALL_INT(month),
        MP_OBJ_NEW_SMALL_INT(day),
        MP_OBJ_NEW_SMALL_INT(in_day / 3600),
        MP_OBJ_NEW_SMALL_INT(in_day / 60 % 60),
        MP_OBJ_NEW_SMALL_INT(in_day % 60),
        // 1970-01-01 was a Thursday; Monday is 0.
        MP_OBJ_NEW_SMALL_INT(days + 3 - floor_div(days + 3, 7) * 7),
        MP_OBJ_NEW_SMALL_INT(days - days_of_date(year, 1, 1) + 1),
        MP_OBJ_NEW_SMALL_INT(0),
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(time_gmtime_obj, 0, 1, time_gmtime);

static mp_obj_t time_mktime(mp_obj_t tuple)
{
    size_t length;
    mp_obj_t *items;
    mp_obj_get_array(tuple, &length, &items);
    if (length < 8 || length > 9)
        mp_raise_TypeError(
            MP_ERROR_TEXT("mktime needs a tuple of length 8 or 9"));
    int64_t days =
        days_of_date(mp_obj_get_int(items[0]), mp_obj_get_int(items[1]),
                     mp_obj_get_int(items[2]));
    int64_t minutes = mp_obj_get_int(items[3]) * 60 + mp_obj_get_int(items[4]);
    return mp_obj_new_int(days * S_PER_DAY + minutes * 60 +
                          mp_obj_get_int(items[5]));
}
static MP_DEFINE_CONST_FUN_OBJ_1(time_mktime_obj, time_mktime);

static mp_obj_t time_monotonic(void)
{
    return mp_obj_new_float((mp_float_t)solo5_clock_monotonic() / NS_PER_S);
}
static MP_DEFINE_CONST_FUN_OBJ_0(time_monotonic_obj, time_monotonic);

static mp_obj_t time_monotonic_ns(void)
{
    return mp_obj_new_int_from_ull(solo5_clock_monotonic());
}
static MP_DEFINE_CONST_FUN_OBJ_0(time_monotonic_ns_obj, time_monotonic_ns);

#define MODTIME_EXTRA_GLOBALS                                                  \
    { MP_ROM_QSTR(MP_QSTR_monotonic), MP_ROM_PTR(&time_monotonic_obj) },       \
        { MP_ROM_QSTR(MP_QSTR_monotonic_ns),                                   \
          MP_ROM_PTR(&time_monotonic_ns_obj) },                                \
        { MP_ROM_QSTR(MP_QSTR_perf_counter),                                   \
          MP_ROM_PTR(&time_monotonic_obj) },                                   \
        { MP_ROM_QSTR(MP_QSTR_perf_counter_ns),                                \
          MP_ROM_PTR(&time_monotonic_ns_obj) },                                \
        { MP_ROM_QSTR(MP_QSTR_gmtime), MP_ROM_PTR(&time_gmtime_obj) },         \
        { MP_ROM_QSTR(MP_QSTR_localtime), MP_ROM_PTR(&time_gmtime_obj) },      \
        { MP_ROM_QSTR(MP_QSTR_mktime), MP_ROM_PTR(&time_mktime_obj) },
