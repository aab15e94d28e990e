/* SPDX-License-Identifier: ISC */
/* A split virtqueue (VIRTIO 1.2, 2.7), in the legacy layout, which modern
 * devices take as well. The device is not trusted: what it says of its ring is
 * checked against what we gave it, and a queue that it broke stays broken. */
#ifndef QUEUE_H
#define QUEUE_H

#include "transport.h"

#define QUEUE_MAX 1024u /* a legacy device's size is its own */

struct queue {
    const struct transport *transport;
    uint16_t number, size;
    uint16_t next_avail, next_used;
    uint16_t free_head, free_count;
    bool events; /* VIRTIO_F_EVENT_IDX */
    bool broken;
    uintptr_t notify;
    struct virtq_desc *desc;
    volatile struct virtq_avail *avail;
    volatile struct virtq_used *used;
    /* Ours alone: how many descriptors each chain in flight has (0: none), and
     * which descriptor is next, in a chain or in the free list. */
    uint16_t *chain, *link;
};

/* A piece of memory in a chain. */
struct piece {
    const void *data;
    uint32_t size;
    bool written; /* by the device */
};

/* Makes and starts queue `number` of a device, of `most` descriptors unless it
 * is a legacy device. False where it has no such queue. */
bool queue_init(struct queue *queue, const struct transport *transport,
                uint16_t number, uint16_t most);

/* Hands a chain over; gives its head, or -1 where there is no room. */
int queue_add(struct queue *queue, const struct piece *pieces, unsigned count);

/* Tells the device of what was added, if it wants to know. */
void queue_kick(struct queue *queue, uint16_t added_since);

/* Whether something is used; interrupts when that comes true. */
bool queue_has_used(const struct queue *queue);
void queue_want_interrupt(struct queue *queue);

/* Waits until a chain comes back, and takes it. Where the device takes longer
 * than that, it is told of and the queue is broken. */
int queue_wait(struct queue *queue, uint64_t nanoseconds, uint32_t *written);

/* Takes a chain back: its head, and how much the device wrote; -1 for none. */
int queue_take(struct queue *queue, uint32_t *written);

#endif
