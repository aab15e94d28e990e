/* SPDX-License-Identifier: ISC */
/* Floating point and vectors work. */

#include "test.h"

typedef float vector __attribute__((vector_size(16)));

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_fpu ****\n");
    volatile vector v = { 2.0f, 5.0f, 3.0f, 8.0f };
    volatile double a = 1.5, b = 5.0;
    vector squares = v * v;
    CHECK(squares[0] == 4.0f && squares[1] == 25.0f);
    CHECK(squares[2] == 9.0f && squares[3] == 64.0f);
    CHECK(a * b == 7.5);
    CHECK(a / 3.0 == 0.5);
    return success();
}
