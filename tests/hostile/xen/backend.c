/* SPDX-License-Identifier: ISC */
/* How back ends connect, and what they do of it wrong. */
#include "hypervisor.h"

#include <public/io/xenbus.h>

void backend_init(const struct backend *backend)
{
    node_set(backend->front, "backend", backend->back);
    node_set(backend->front, "backend-id",
             has(BACK_ODD_DOMAIN) ? "65536" : "0");
    node_set(backend->front, "state", "1");
    node_set_number(backend->back, "state", XenbusStateInitWait);
}

void backend_feature(const struct backend *backend, const char *key,
                     uint64_t number)
{
    if (has(BACK_ODD_FEATURES) && device_random(2))
        node_set(backend->back, key, odd_value());
    else
        node_set_number(backend->back, key, number);
}

void *backend_ring(const struct backend *backend, const char *key)
{
    return page_of((grant_ref_t)node_number(backend->front, key), true);
}

static void connect(struct backend *backend)
{
    if (node_number(backend->front, "state") != backend->front_state ||
        (has(BACK_SILENT) && device_random(200)) || host_is_slow())
        return;
    require(!has_only(BACK_ODD_DOMAIN));
    backend->connected = backend->connect();
    expect(backend->connected);
    if (backend->connected && !backend->gone)
        node_set_number(backend->back, "state", XenbusStateConnected);
}

/* The folders of a device that is taken away go, one after the other. */
static void leave(struct backend *backend)
{
    unsigned times = backend->connected ? 8 : 64; /* longer than a start */
    if (!backend->gone && seldom(BACK_GONE) && device_random(times) == 0) {
        backend->gone = true;
        node_remove(backend->back);
    }
    if (backend->gone && device_random(8) == 0)
        node_remove(backend->front);
}

static void misbehave(struct backend *backend)
{
    if (seldom(BACK_STATE) && device_random(4) == 0)
        node_set(backend->back, "state", odd_value());
    if (seldom(BACK_STATE) && device_random(4) == 0)
        node_set_number(backend->back, "state", device_random(9));
    leave(backend);
}

void backend_work(struct backend *backend)
{
    if (!backend->connected)
        connect(backend);
    misbehave(backend);
}

void scribble(void *page)
{
    for (unsigned i = 0; i < 8; i++)
        ((uint8_t *)page)[device_random(PAGE_SIZE)] =
            (uint8_t)device_random(256);
}
