/* SPDX-License-Identifier: ISC */
/* Split virtqueues. */

#include "queue.h"

#include "barrier.h"
#include "bindings.h"
#include "devices.h"

/* What 2.7.2 calls the size of a legacy queue. */
static size_t avail_end(uint16_t size)
{
    return sizeof(struct virtq_desc) * size + sizeof(struct virtq_avail) +
           sizeof(uint16_t) * ((size_t)size + 1);
}

static size_t used_start(uint16_t size)
{
    return (avail_end(size) + VIRTQ_ALIGN - 1) & -(size_t)VIRTQ_ALIGN;
}

static size_t used_size(uint16_t size)
{
    return sizeof(struct virtq_used) + sizeof(struct virtq_used_elem) * size +
           sizeof(uint16_t);
}

static size_t pages(size_t bytes)
{
    return (bytes + PAGE_SIZE - 1) / PAGE_SIZE;
}

static volatile uint16_t *used_event(const struct queue *queue)
{
    return &queue->avail->ring[queue->size];
}

static uint16_t avail_event(const struct queue *queue)
{
    return *(volatile uint16_t *)&queue->used->ring[queue->size];
}

static void link_all(struct queue *queue)
{
    for (uint16_t i = 0; i < queue->size; i++)
        queue->link[i] = i + 1;
    queue->free_count = queue->size;
}

bool queue_init(struct queue *queue, const struct transport *transport,
                uint16_t number, uint16_t most)
{
    uint16_t size = transport->calls->queue_size(transport, number, most);
    if (size == 0 || size > QUEUE_MAX || (size & (size - 1)))
        return false;
    size_t used = used_start(size);
    char *ring = memory_take_pages(pages(used + used_size(size)));
    *queue = (struct queue){
        .transport = transport,
        .number = number,
        .size = size,
        .events = transport->features & VIRTIO_F_EVENT_IDX,
        .desc = (struct virtq_desc *)ring,
        .avail = (void *)(ring + sizeof(struct virtq_desc) * size),
        .used = (void *)(ring + used),
        .chain = memory_take_pages(pages(2 * sizeof(uint16_t) * size)),
    };
    queue->link = queue->chain + size;
    link_all(queue);
    struct queue_place place = {
        .desc = (uintptr_t)queue->desc,
        .avail = (uintptr_t)queue->avail,
        .used = (uintptr_t)queue->used,
    };
    queue->notify = transport->calls->queue_start(transport, number, &place);
    return queue->notify != 0;
}

int queue_add(struct queue *queue, const struct piece *pieces, unsigned count)
{
    uint16_t head = queue->free_head, at = head;
    if (queue->broken || queue->free_count < count)
        return -1;
    for (unsigned i = 0; i < count; i++) {
        struct virtq_desc *desc = &queue->desc[at];
        desc->addr = (uintptr_t)pieces[i].data;
        desc->len = pieces[i].size;
        desc->flags = (i + 1 < count ? VIRTQ_DESC_NEXT : 0) |
                      (pieces[i].written ? VIRTQ_DESC_WRITE : 0);
        desc->next = at = queue->link[at];
    }
    queue->free_head = at;
    queue->free_count -= (uint16_t)count;
    queue->chain[head] = (uint16_t)count;
    queue->avail->ring[queue->next_avail & (queue->size - 1)] = head;
    queue->next_avail++;
    barrier_write();
    queue->avail->idx = queue->next_avail;
    return head;
}

/* 2.7.10.1: whether the other side's event lies among what is new. */
static bool is_wanted(uint16_t event, uint16_t new, uint16_t old)
{
    return (uint16_t)(new - event - 1) < (uint16_t)(new - old);
}

void queue_kick(struct queue *queue, uint16_t added_since)
{
    barrier_full();
    bool wanted = queue->events ? is_wanted(avail_event(queue),
                                            queue->next_avail, added_since)
                                : !(queue->used->flags & VIRTQ_USED_NO_NOTIFY);
    if (wanted)
        queue->transport->calls->notify_queue(queue->transport, queue->number,
                                              queue->notify);
}

bool queue_has_used(const struct queue *queue)
{
    return !queue->broken && queue->used->idx != queue->next_used;
}

void queue_want_interrupt(struct queue *queue)
{
    *used_event(queue) = queue->next_used;
    barrier_full();
}

static void break_queue(struct queue *queue, const char *why)
{
    queue->broken = true;
    transport_tell(queue->transport, why);
}

/* Gives the descriptors of a chain back, by our own links: a device can write
 * those in the table. */
static void release(struct queue *queue, uint16_t head)
{
    uint16_t count = queue->chain[head], at = head;
    for (uint16_t i = 1; i < count; i++)
        at = queue->link[at];
    queue->link[at] = queue->free_head;
    queue->free_head = head;
    queue->free_count += count;
    queue->chain[head] = 0;
}

int queue_take(struct queue *queue, uint32_t *written)
{
    if (!queue_has_used(queue))
        return -1;
    if ((uint16_t)(queue->used->idx - queue->next_used) > queue->size) {
        break_queue(queue, "it says that it used more than it has");
        return -1;
    }
    barrier_read();
    volatile struct virtq_used_elem *element =
        &queue->used->ring[queue->next_used & (queue->size - 1)];
    uint32_t head = element->id;
    *written = element->len;
    if (head >= queue->size || queue->chain[head] == 0) {
        break_queue(queue, "it used what it was not given");
        return -1;
    }
    queue->next_used++;
    release(queue, (uint16_t)head);
    return (int)head;
}

int queue_wait(struct queue *queue, uint64_t nanoseconds, uint32_t *written)
{
    solo5_time_t end = solo5_clock_monotonic() + nanoseconds;
    while (!queue_has_used(queue) && !queue->broken) {
        if (solo5_clock_monotonic() >= end) {
            break_queue(queue, "it does not answer, and is given up");
            return -1;
        }
        queue_want_interrupt(queue);
        if (!queue_has_used(queue))
            devices_sleep(end);
    }
    return queue_take(queue, written);
}
