/* SPDX-License-Identifier: ISC */
/* What is the same on every bus: VIRTIO 1.2, 3.1.1, device initialisation. */

#include "transport.h"

#include "machine.h"

static void add_status(const struct transport *at, uint8_t status)
{
    at->calls->set_status(at, at->calls->status(at) | status);
}

bool transport_begin(struct transport *at, uint64_t known)
{
    uint64_t offered = at->calls->features(at);
    at->calls->set_status(at, 0);
    while (at->calls->status(at) != 0)
        ;
    at->interrupts = bus_interrupt(at);
    add_status(at, VIRTIO_STATUS_ACKNOWLEDGE);
    add_status(at, VIRTIO_STATUS_DRIVER);
    at->features = offered & (known | VIRTIO_F_VERSION_1 | VIRTIO_F_EVENT_IDX |
                              VIRTIO_F_ACCESS_PLATFORM);
    at->calls->accept(at, at->features);
    if (!(at->features & VIRTIO_F_VERSION_1))
        return true; /* a legacy device takes what it offered */
    add_status(at, VIRTIO_STATUS_FEATURES_OK);
    return at->calls->status(at) & VIRTIO_STATUS_FEATURES_OK;
}

void transport_go(const struct transport *at)
{
    add_status(at, VIRTIO_STATUS_DRIVER_OK);
}

void transport_config(const struct transport *at, unsigned offset, void *to,
                      unsigned size)
{
    uint8_t *bytes = to;
    for (unsigned i = 0; i < size; i++)
        bytes[i] = at->calls->config8(at, offset + i);
}
