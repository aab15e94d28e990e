/* SPDX-License-Identifier: ISC */
/* --solo5:boot: at the exit a line tells the time from the image's first
 * instruction to the first byte that was written to the console. */

#include "bindings.h"
#include "cpu.h"

/* Written by the first instructions; nothing clears it. */
uint64_t boot_start;
enum boot_time boot_time;

static uint64_t cycles;

void boot_time_first(void)
{
    if (boot_time != BOOT_TIME_WANTED)
        return;
    cycles = cpu_cycles() - boot_start;
    boot_time = BOOT_TIME_KNOWN;
}

void boot_time_tell(void)
{
    struct line line = { 0 };
    if (boot_time != BOOT_TIME_KNOWN)
        return;
    line_text(&line, "boot took ");
    line_decimal(&line, cycles);
    line_text(&line, " cycles");
    line_log(LOG_ERROR, &line);
}
