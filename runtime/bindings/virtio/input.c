/* SPDX-License-Identifier: ISC */
/* What comes over the serial port. */

#include "echis.h"
#include "machine.h"
#include "virtio.h"

/* Somebody found nothing, and will want to know. */
static bool wanted;

solo5_result_t echis_console_read(char *buf, size_t size, size_t *read_size)
{
    size_t got = 0;
    if (!console_listens())
        return SOLO5_R_EUNSPEC;
    while (got < size && console_has_input())
        buf[got++] = console_take();
    wanted = got == 0;
    *read_size = got;
    return wanted ? SOLO5_R_AGAIN : SOLO5_R_OK;
}

bool input_ready(void)
{
    return wanted && console_has_input();
}

void input_want_interrupt(void)
{
    if (wanted)
        console_want_interrupt();
}
