/* SPDX-License-Identifier: ISC */
/* Two blocks of thread-local variables, each with its initial values, its own
 * state and its alignment. */

#include "test.h"

static __thread volatile uint64_t zero;
static __thread volatile uint64_t coffee = 0xc0ffee;
static __thread volatile uint64_t line __attribute__((aligned(64))) = 64;
static __thread volatile char last = 'z';

static char memory[2][1024];

static bool use(char *block)
{
    return solo5_set_tls_base(solo5_tls_tp_offset((uintptr_t)block)) ==
           SOLO5_R_OK;
}

static __attribute__((noinline)) bool is_fresh(void)
{
    return zero == 0 && coffee == 0xc0ffee && line == 64 && last == 'z' &&
           (uintptr_t)&line % 64 == 0;
}

static __attribute__((noinline)) uint64_t exchange(uint64_t value)
{
    uint64_t old = zero;
    zero = value;
    return old;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_tls ****\n");
    /* Odd addresses and dirty memory must not matter. */
    char *a = memory[0] + 8, *b = memory[1] + 24;
    memset(memory, 0xa5, sizeof memory);
    CHECK(solo5_tls_size() <= sizeof memory[0] - 24);
    CHECK(solo5_tls_init(0) == SOLO5_R_EINVAL);
    CHECK(solo5_tls_init((uintptr_t)a) == SOLO5_R_OK);
    CHECK(solo5_tls_init((uintptr_t)b) == SOLO5_R_OK);
    CHECK(memory[1][24 + solo5_tls_size()] == (char)0xa5);

    CHECK(use(a) && is_fresh() && exchange(1) == 0);
    CHECK(use(b) && is_fresh() && exchange(2) == 0);
    CHECK(use(a) && exchange(3) == 1);
    CHECK(use(b) && exchange(4) == 2);
    CHECK(use(a) && exchange(5) == 3);
    return success();
}
