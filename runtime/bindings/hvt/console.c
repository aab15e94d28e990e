/* SPDX-License-Identifier: ISC */
/* The console is the tender's standard output. */

#include "bindings.h"
#include "hypercall.h"

void solo5_console_write(const char *buf, size_t size)
{
    struct hvt_hc_puts puts = { .data = (hvt_gpa_t)buf, .len = size };
    boot_time_first();
    hypercall(HVT_HYPERCALL_PUTS, &puts);
}
