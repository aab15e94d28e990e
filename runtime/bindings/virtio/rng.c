/* SPDX-License-Identifier: ISC */
/* The entropy device (VIRTIO 1.2, 5.4), as a source beside the CPU. Any machine
 * may have one: it is in no manifest, and nothing fails where it does. */

#include <string.h>

#include "cpu.h"
#include "devices.h"
#include "queue.h"

/* A host may ration what it gives, by the second as a rule. */
#define TIMEOUT_NS (5ull * NSEC_PER_SEC)
#define QUEUE_SIZE 4u

/* The driver's own, as in block.c: a late answer has to go somewhere. */
static uint8_t buffer[64];
static struct queue queue;
static bool present;

void rng_start(struct transport *transport)
{
    const char *failure = transport_begin(transport, 0);
    if (!failure && !queue_init(&queue, transport, 0, QUEUE_SIZE))
        failure = "it lacks a queue";
    if (failure)
        transport_tell(transport, failure);
    else
        transport_go(transport);
    present = !failure;
}

static bool is_there(void)
{
    return present && !queue.broken;
}

/* Some bytes of at most size; their number, or 0 where there are none. */
static size_t get(uint8_t *to, size_t size)
{
    uint32_t written = 0;
    struct piece piece = { buffer, (uint32_t)size, true };
    uint16_t before = queue.next_avail;
    if (queue_add(&queue, &piece, 1) < 0)
        return 0;
    queue_kick(&queue, before);
    if (queue_wait(&queue, TIMEOUT_NS, &written) < 0 || written > size)
        return 0;
    memcpy(to, buffer, written);
    memset(buffer, 0, sizeof buffer);
    return written;
}

static bool read(uint8_t *to, size_t size)
{
    while (size > 0) {
        size_t got = get(to, size < sizeof buffer ? size : sizeof buffer);
        if (got == 0)
            return false;
        to += got;
        size -= got;
    }
    return true;
}

const struct entropy_source entropy_sources[] = {
    { CPU_RANDOM, entropy_cpu_is_there, entropy_cpu_read },
    { "virtio-rng", is_there, read },
    { NULL, NULL, NULL },
};
