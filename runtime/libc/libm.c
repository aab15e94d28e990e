// SPDX-License-Identifier: ISC
// What MicroPython's lib/libm_dbl lacks. Square root, absolute value and the
// sign are single instructions on both architectures.

#include <math.h>

double sqrt(double x)
{
    double root;
#if defined(__x86_64__)
    __asm__("sqrtsd %1, %0" : "=x"(root) : "x"(x));
#else
    __asm__("fsqrt %d0, %d1" : "=w"(root) : "w"(x));
#endif
    return root;
}

double fabs(double x)
{
    return __builtin_fabs(x);
}

double nan(const char *tag)
{
    (void)tag;
    return __builtin_nan("");
}

// Exact for powers of two, which is what math.log2 promises.
double log2(double x)
{
    int exponent;
    double mantissa = frexp(x, &exponent);
    if (mantissa == 0.5)
        return exponent - 1;
    return log(x) * 1.4426950408889634074;
}

// gcc joins a sin and a cos of one angle, as in cmath, into a call of this.
void sincos(double x, double *sine, double *cosine);

void sincos(double x, double *sine, double *cosine)
{
    *sine = sin(x);
    *cosine = cos(x);
}
