/* SPDX-License-Identifier: ISC */
/* A console that is read, or not, or told nonsense of. */
#include <string.h>

#include "hypervisor.h"

#include <public/io/console.h>

static struct xencons_interface *ring;
static char line[4096];
static unsigned length, lines;

void xenconsoled_init(void *interface)
{
    ring = interface;
}

/* Those of the bindings themselves come in between. */
static void check_line(void)
{
    if (strncmp(line, "Solo5: ", 7) == 0)
        return;
    for (unsigned i = 0; i < length; i++)
        expect(line[i] == (char)(CONSOLE_LINE + lines % 26));
    lines++;
}

static void take(char byte)
{
    if (byte != '\n' && length < sizeof line - 1) {
        line[length++] = byte;
        line[length] = 0;
        return;
    }
    expect(byte == '\n');
    check_line();
    length = 0;
}

void xenconsoled_work(void)
{
    if (!ring)
        return;
    if (has(CONSOLE_WILD_INDEX))
        *(device_random(2) ? &ring->out_cons : &ring->out_prod) += wild(4096);
    if (has(CONSOLE_SLOW) ? !host_hurries() : !port_asked(PORT_CONSOLE))
        return;
    if (has(CONSOLE_SILENT))
        return;
    uint32_t there = ring->out_prod - ring->out_cons;
    if (has(CONSOLE_SLOW) && there > 1)
        there = 1;
    expect(there <= sizeof ring->out);
    for (uint32_t i = 0; i < there && i < sizeof ring->out; i++)
        take(ring->out[MASK_XENCONS_IDX(ring->out_cons++, ring->out)]);
    port_raise(PORT_CONSOLE);
}
