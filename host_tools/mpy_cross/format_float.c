// SPDX-License-Identifier: ISC
// In mpy-cross, in place of MicroPython's formatfloat.c: floats are saved in
// bytecode as decimal text, and 16 digits, the last of them inexact, do not
// bring every double back. 17 correctly rounded ones do.

#include "py/formatfloat.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define SIGNIFICANT 17
#define FRACTION_BITS 52
#define EXPONENT_MASK 0x7ff
#define EXPONENT_BIAS (1023 + FRACTION_BITS)
// Digits of 2^971 * (2^53 - 1), or of (2^53 - 1) / 2^1074, with room to carry.
#define DIGITS_MAX 1200

// A decimal number: digits[0] before the point, then times 10^exponent.
struct decimal {
    uint8_t digits[DIGITS_MAX];
    int count;
    int exponent;
};

static void insert_first(struct decimal *d, int digit)
{
    memmove(d->digits + 1, d->digits, d->count);
    d->digits[0] = digit;
    d->count++;
    d->exponent++;
}

static void double_it(struct decimal *d)
{
    int carry = 0;
    for (int i = d->count - 1; i >= 0; i--) {
        int sum = 2 * d->digits[i] + carry;
        d->digits[i] = sum % 10;
        carry = sum / 10;
    }
    if (carry)
        insert_first(d, carry);
}

static void halve_it(struct decimal *d)
{
    int rest = 0;
    for (int i = 0; i < d->count; i++) {
        int part = 10 * rest + d->digits[i];
        d->digits[i] = part / 2;
        rest = part % 2;
    }
    if (rest)
        d->digits[d->count++] = 5;
    if (d->digits[0] == 0 && d->count > 1) {
        d->count--;
        d->exponent--;
        memmove(d->digits, d->digits + 1, d->count);
    }
}

// Exactly mantissa * 2^exponent, for a mantissa other than 0.
static void set_exactly(struct decimal *d, uint64_t mantissa, int exponent)
{
    d->count = 0;
    d->exponent = -1;
    for (; mantissa; mantissa /= 10)
        insert_first(d, mantissa % 10);
    for (; exponent > 0; exponent--)
        double_it(d);
    for (; exponent < 0; exponent++)
        halve_it(d);
}

// To the nearest of the numbers with so many digits; which of two equally near
// ones does not matter.
static void round_to(struct decimal *d, int count)
{
    if (d->count <= count)
        return;
    bool up = d->digits[count] >= 5;
    d->count = count;
    for (int i = count - 1; up && i >= 0; i--) {
        up = d->digits[i] == 9;
        d->digits[i] = up ? 0 : d->digits[i] + 1;
    }
    if (up) {
        insert_first(d, 1);
        d->count--;
    }
}

static char *put_number(char *out, int value)
{
    if (value >= 10)
        out = put_number(out, value / 10);
    *out++ = '0' + value % 10;
    return out;
}

// 1.25e-3
static char *put_decimal(char *out, const struct decimal *d)
{
    int last = d->count - 1;
    while (last > 0 && d->digits[last] == 0)
        last--;
    *out++ = '0' + d->digits[0];
    *out++ = '.';
    for (int i = 1; i <= last; i++)
        *out++ = '0' + d->digits[i];
    *out++ = 'e';
    *out++ = d->exponent < 0 ? '-' : '+';
    return put_number(out, d->exponent < 0 ? -d->exponent : d->exponent);
}

static char *put_magnitude(char *out, uint64_t bits)
{
    uint64_t mantissa = bits & (((uint64_t)1 << FRACTION_BITS) - 1);
    int exponent = bits >> FRACTION_BITS & EXPONENT_MASK;
    if (exponent == EXPONENT_MASK)
        return strcpy(out, mantissa ? "nan" : "inf") + strlen("inf");
    if (exponent)
        mantissa |= (uint64_t)1 << FRACTION_BITS;
    else
        exponent = 1;
    if (!mantissa)
        return strcpy(out, "0.0") + strlen("0.0");
    static struct decimal decimal;
    set_exactly(&decimal, mantissa, exponent - EXPONENT_BIAS);
    round_to(&decimal, SIGNIFICANT);
    return put_decimal(out, &decimal);
}

// `buf` has 32 bytes at the least, of which at most 25 are used.
int mp_format_float(mp_float_t f, char *buf, size_t buf_size, char fmt,
                    int prec, char sign)
{
    (void)buf_size;
    (void)fmt;
    (void)prec;
    uint64_t bits;
    memcpy(&bits, &f, sizeof bits);
    char *out = buf;
    if (bits >> 63)
        *out++ = '-';
    else if (sign)
        *out++ = sign;
    out = put_magnitude(out, bits);
    *out = '\0';
    return out - buf;
}
