// SPDX-License-Identifier: ISC
// The date that oofatfs writes beside a changed file: the wall clock's.

#include <stdint.h>

#include "lib/oofatfs/ff.h"
#include "py/mphal.h"
#include "shared/timeutils/timeutils.h"

#define NS_PER_S 1000000000u

// FAT counts years from 1980 and seconds in twos.
DWORD get_fattime(void)
{
    timeutils_struct_time_t t;
    timeutils_seconds_since_epoch_to_struct_time(mp_hal_time_ns() / NS_PER_S,
                                                 &t);
    return (DWORD)(t.tm_year - 1980) << 25 | t.tm_mon << 21 | t.tm_mday << 16 |
           t.tm_hour << 11 | t.tm_min << 5 | t.tm_sec / 2;
}
