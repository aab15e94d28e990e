/* SPDX-License-Identifier: ISC */
/* Decimal numbers without sign, blanks or overflow: strtoull accepts all. */
#include "number.h"

bool number_parse(const char *text, uint64_t *value)
{
    *value = 0;
    if (*text == '\0')
        return false;
    for (; *text >= '0' && *text <= '9'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, digit, value))
            return false;
    }
    return *text == '\0';
}
