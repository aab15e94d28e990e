// SPDX-License-Identifier: ISC
// Calls into the compiler's own run-time library, which images do not link.

// gcc's popcount on a baseline x86_64: littlefs.
int __popcountdi2(long x);

int __popcountdi2(long x)
{
    int count = 0;
    for (unsigned long rest = (unsigned long)x; rest; rest &= rest - 1)
        count++;
    return count;
}
