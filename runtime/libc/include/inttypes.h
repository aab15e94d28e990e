// SPDX-License-Identifier: ISC
// printf conversions of the fixed-width types, for littlefs.
#ifndef ECHIS_LIBC_INTTYPES_H
#define ECHIS_LIBC_INTTYPES_H

#include <stdint.h>

#define PRId32 "d"
#define PRIi32 "d"
#define PRIu32 "u"
#define PRIx32 "x"
#define PRId64 "ld"
#define PRIu64 "lu"
#define PRIx64 "lx"

#endif
