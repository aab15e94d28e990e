/* SPDX-License-Identifier: ISC */
/* True randomness: what the sources give is added up (exclusive or), so that
 * one that can be guessed takes nothing from the others. */

#include <string.h>

#include "bindings.h"
#include "cpu.h"
#include "echis.h"

bool entropy_cpu_is_there(void)
{
    uint64_t number;
    return cpu_random(&number);
}

bool entropy_cpu_read(uint8_t *to, size_t size)
{
    uint64_t number;
    for (size_t at = 0; at < size; at += sizeof number) {
        if (!cpu_random(&number))
            return false;
        memcpy(to + at, &number,
               size - at < sizeof number ? size - at : sizeof number);
    }
    return true;
}

/* Adds what a source gives; false where it fails. */
static bool add(const struct entropy_source *source, uint8_t *buf, size_t size)
{
    uint8_t chunk[32];
    for (size_t at = 0; at < size; at++) {
        size_t left = size - at;
        if (at % sizeof chunk == 0 &&
            !source->read(chunk, left < sizeof chunk ? left : sizeof chunk))
            return false;
        buf[at] ^= chunk[at % sizeof chunk];
    }
    return true;
}

solo5_result_t echis_entropy(uint8_t *buf, size_t size)
{
    bool enough = false;
    memset(buf, 0, size);
    for (const struct entropy_source *at = entropy_sources; at->name; at++)
        if (at->is_there() && add(at, buf, size))
            enough = true;
    if (enough)
        return SOLO5_R_OK;
    memset(buf, 0, size);
    return SOLO5_R_EUNSPEC;
}

const char *echis_entropy_source(unsigned index)
{
    for (const struct entropy_source *at = entropy_sources; at->name; at++)
        if (at->is_there() && index-- == 0)
            return at->name;
    return NULL;
}

static void log_sources(void)
{
    struct line line = { 0 };
    const char *name;
    line_text(&line, "entropy:");
    for (unsigned i = 0; (name = echis_entropy_source(i)); i++) {
        line_text(&line, i ? ", " : " ");
        line_text(&line, name);
    }
    line_text(&line, echis_entropy_source(0) ? "" : " none");
    line_log(LOG_INFO, &line);
}

__attribute__((no_stack_protector)) void entropy_init(void)
{
    uint64_t number;
    log_sources();
    echis_entropy((uint8_t *)&number, sizeof number);
    stack_protector_init(number);
}
