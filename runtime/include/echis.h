/* SPDX-License-Identifier: ISC */
/* What the bindings offer beyond Solo5's API, on every target: where a host has
 * no such thing, a call says so. The rules of solo5.h hold here too. */
#ifndef ECHIS_H
#define ECHIS_H

#include "solo5.h"

/* --- Console ------------------------------------------------------------- */

/* Takes what came over the console, 1 to size bytes, without waiting.
 * SOLO5_R_AGAIN while there is nothing; from then on solo5_yield ends when
 * there is, with no device in its set. SOLO5_R_EUNSPEC where the console has no
 * input. */
solo5_result_t echis_console_read(char *buf, size_t size, size_t *read_size);

#endif
