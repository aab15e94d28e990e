/* SPDX-License-Identifier: ISC */
/* The console is standard output. */

#include "bindings.h"
#include "sys.h"

/* Until a reader has made room. The tender's wait set does not hold the
 * console, and a device in it that is ready ends the wait at once. */
static void wait_for_room(void)
{
    solo5_yield(solo5_clock_monotonic() + NSEC_PER_SEC / 1000, NULL);
}

void solo5_console_write(const char *buf, size_t size)
{
    boot_time_first();
    while (size > 0) {
        long written = sys_write(SYS_STDOUT, buf, size);
        if (written == SYS_EINTR)
            continue;
        if (written == SYS_EAGAIN) {
            wait_for_room();
            continue;
        }
        if (written <= 0)
            return;
        buf += written;
        size -= (size_t)written;
    }
}
