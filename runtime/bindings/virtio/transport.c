/* SPDX-License-Identifier: ISC */
/* What is the same on every bus: VIRTIO 1.2, 3.1.1, device initialisation. */

#include "transport.h"

#include "own_manifest.h"

/* How long a device may take for its reset. */
#define RESET_NS (5ull * NSEC_PER_SEC)

/* How often a configuration that changes is read again. */
#define CONFIG_TRIES 16u

static bool polls;

bool transport_knows(unsigned type)
{
    return type == VIRTIO_NET || type == VIRTIO_BLOCK || type == VIRTIO_ENTROPY;
}

static void add_status(const struct transport *at, uint8_t status)
{
    at->calls->set_status(at, at->calls->status(at) | status);
}

static bool reset(const struct transport *at)
{
    solo5_time_t end = solo5_clock_monotonic() + RESET_NS;
    at->calls->set_status(at, 0);
    while (at->calls->status(at) != 0)
        if (solo5_clock_monotonic() >= end)
            return false;
    return true;
}

static bool agree(struct transport *at, uint64_t known)
{
    at->features = at->calls->features(at) &
                   (known | VIRTIO_F_VERSION_1 | VIRTIO_F_EVENT_IDX |
                    VIRTIO_F_ACCESS_PLATFORM);
    at->calls->accept(at, at->features);
    if (!(at->features & VIRTIO_F_VERSION_1))
        return true; /* a legacy device takes what it offered */
    add_status(at, VIRTIO_STATUS_FEATURES_OK);
    return at->calls->status(at) & VIRTIO_STATUS_FEATURES_OK;
}

const char *transport_begin(struct transport *at, uint64_t known)
{
    if (!reset(at))
        return "it does not end its reset";
    at->interrupts = at->calls->interrupt(at);
    polls = polls || !at->interrupts;
    add_status(at, VIRTIO_STATUS_ACKNOWLEDGE);
    add_status(at, VIRTIO_STATUS_DRIVER);
    return agree(at, known) ? NULL : "it refuses the features that it offers";
}

bool transport_polls(void)
{
    return polls;
}

void transport_go(const struct transport *at)
{
    add_status(at, VIRTIO_STATUS_DRIVER_OK);
}

/* 2.5.1: fields that are read while they change belong to no time. */
bool transport_config(const struct transport *at, unsigned offset, void *to,
                      unsigned size)
{
    uint8_t *bytes = to;
    if (offset + size > at->config_size)
        return false;
    for (unsigned tries = 0; tries < CONFIG_TRIES; tries++) {
        uint32_t before = at->calls->generation(at);
        for (unsigned i = 0; i < size; i++)
            bytes[i] = at->calls->config8(at, offset + i);
        if (at->calls->generation(at) == before)
            return true;
    }
    return false;
}

static const char *kind_of(const struct transport *at)
{
    switch (at->type) {
    case VIRTIO_NET:
        return device_kind(MFT_DEV_NET_BASIC);
    case VIRTIO_BLOCK:
        return device_kind(MFT_DEV_BLOCK_BASIC);
    case VIRTIO_ENTROPY:
        return "entropy device";
    default:
        return device_kind(MFT_RESERVED_FIRST);
    }
}

void transport_tell(const struct transport *at, const char *what)
{
    struct line line = { 0 };
    device_sentence(&line, kind_of(at), at->name, what);
    line_log(LOG_ERROR, &line);
}
