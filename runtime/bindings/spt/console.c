/* SPDX-License-Identifier: ISC */
/* The console is standard output. */

#include "bindings.h"
#include "sys.h"

void solo5_console_write(const char *buf, size_t size)
{
    while (size > 0) {
        long written = sys_write(SYS_STDOUT, buf, size);
        if (written == SYS_EINTR)
            continue;
        if (written <= 0)
            return;
        buf += written;
        size -= (size_t)written;
    }
}
