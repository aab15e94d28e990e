/* SPDX-License-Identifier: ISC */
/* The way to a virtio device, whatever bus it is on. */
#ifndef TRANSPORT_H
#define TRANSPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "bindings.h"
#include "virtio_abi.h"

struct transport {
    enum virtio_type type;
    const char *name; /* in the manifest; NULL where it has none yet */
    const struct transport_calls *calls;
    bool interrupts; /* else the device has to be polled */
    uint64_t features;
    uint32_t address; /* on the bus */
    uintptr_t registers, notify, config;
    uint32_t notify_multiplier, notify_size, config_size;
};

/* Where the parts of a queue are, for a device to be told. */
struct queue_place {
    uint64_t desc, avail, used;
};

struct transport_calls {
    uint64_t (*features)(const struct transport *at);
    void (*accept)(const struct transport *at, uint64_t features);
    uint8_t (*status)(const struct transport *at);
    void (*set_status)(const struct transport *at, uint8_t status);
    /* The size of a queue: at most `most`, unless the device insists. */
    uint16_t (*queue_size)(const struct transport *at, uint16_t queue,
                           uint16_t most);
    /* Starts a queue; gives what notify_queue is to be called with, or 0 where
     * the device wants that outside its registers. */
    uintptr_t (*queue_start)(const struct transport *at, uint16_t queue,
                             const struct queue_place *place);
    void (*notify_queue)(const struct transport *at, uint16_t queue,
                         uintptr_t where);
    /* Has the device interrupt idle_until(); false where it cannot. */
    bool (*interrupt)(const struct transport *at);
    uint8_t (*config8)(const struct transport *at, unsigned offset);
    /* Changes whenever the configuration does. */
    uint32_t (*generation)(const struct transport *at);
};

/* Whether there is a driver for a device of this type. */
bool transport_knows(unsigned type);

/* Resets the device, and agrees on features: those in `known` that it offers.
 * NULL, or why the device cannot be used. After paging_activate. */
const char *transport_begin(struct transport *at, uint64_t known);

/* Whether some device that was begun has no interrupts. */
bool transport_polls(void);

/* After the queues are there: the device may work. */
void transport_go(const struct transport *at);

/* Copies from the device's configuration. False where it has not that much, or
 * changes it all the time. */
bool transport_config(const struct transport *at, unsigned offset, void *to,
                      unsigned size);

/* Tells of what a device does wrong. */
void transport_tell(const struct transport *at, const char *what);

#endif
