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

/* --- Entropy ------------------------------------------------------------- */

/* Fills buf with true randomness, of all sources that there are, mixed; meant
 * for the seed of a generator. It may wait for the host, some seconds at most.
 * SOLO5_R_EUNSPEC, and zeroes, where no source gave enough. */
solo5_result_t echis_entropy(uint8_t *buf, size_t size);

/* The names of the sources, from 0 on; NULL after the last. */
const char *echis_entropy_source(unsigned index);

/* --- Block --------------------------------------------------------------- */

/* Write or read blocks that follow each other, as solo5_block_write and _read
 * do one: size is a multiple of block_size, not 0. Where the host takes many
 * blocks in one request it gets them so. After an error some may have been
 * transferred. */
solo5_result_t echis_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size);
solo5_result_t echis_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size);

/* Waits until what was written is kept even if the host loses power, as far as
 * the host can be asked for it: the tenders of hvt and spt cannot. */
solo5_result_t echis_block_flush(solo5_handle_t handle);

#endif
