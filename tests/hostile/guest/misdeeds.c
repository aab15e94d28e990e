/* SPDX-License-Identifier: ISC */
/* What a host does wrong. */
#include "hostile.h"

static uint64_t state, misdeeds;

uint64_t device_random(uint64_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 11) % limit;
}

void misdeeds_choose(uint64_t seed, unsigned count, unsigned others)
{
    state = seed * 0x9e3779b97f4a7c15u + 1;
    misdeeds = 0;
    for (unsigned i = 0; i < 8; i++)
        device_random(2);
    if (seed % 4 == 0)
        return;
    misdeeds = (uint64_t)1 << device_random(count);
    for (unsigned i = 0; seed % 4 != 1 && i < count; i++)
        if (device_random(others) == 0)
            misdeeds |= (uint64_t)1 << i;
}

bool device_is_honest(void)
{
    return misdeeds == 0;
}

bool has(unsigned misdeed)
{
    return misdeeds >> misdeed & 1;
}

bool has_only(unsigned misdeed)
{
    return misdeeds == (uint64_t)1 << misdeed;
}

bool does(unsigned misdeed)
{
    return has(misdeed) && device_random(6) == 0;
}

uint32_t wild(uint32_t limit)
{
    return (uint32_t)device_random(device_random(2) ? 1ull << 32 : limit + 2u);
}
