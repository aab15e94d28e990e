/* SPDX-License-Identifier: ISC */
/* Of targets whose console is written and not read. */

#include "echis.h"

solo5_result_t echis_console_read(char *buf, size_t size, size_t *read_size)
{
    (void)buf;
    (void)size;
    (void)read_size;
    return SOLO5_R_EUNSPEC;
}
