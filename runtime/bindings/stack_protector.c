/* SPDX-License-Identifier: ISC */
/* The canary of the compiler's stack protector. It mixes every source there
 * is and never stops the boot: it hides from an attacker, it keys nothing. */

#include "bindings.h"
#include "cpu.h"

uintptr_t __stack_chk_guard = 0x00ff0a0d5afe57acu;

/* A bijection that spreads every bit over all others (MurmurHash3's). */
static inline uint64_t spread(uint64_t x)
{
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdu;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53u;
    return x ^ (x >> 33);
}

__attribute__((no_stack_protector)) void stack_protector_init(uint64_t extra)
{
    uint64_t seed = spread(extra ^ cpu_cycles() ^ __stack_chk_guard);
    uint64_t random;
    if (cpu_random(&random))
        seed = spread(seed ^ random);
    seed = spread(seed + cpu_cycles());
    /* The first byte stays zero: strings can neither read nor write it. */
    __stack_chk_guard = seed & ~(uint64_t)0xff;
}

/* The stack is broken here: take as little of it as possible. */
__attribute__((noreturn, no_stack_protector)) void __stack_chk_fail(void)
{
    static const char message[] = "Solo5: ABORT: Stack corruption detected\n";
    solo5_console_write(message, sizeof message - 1);
    platform_exit(SOLO5_EXIT_ABORT, NULL);
}
