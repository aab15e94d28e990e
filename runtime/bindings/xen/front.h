/* SPDX-License-Identifier: ISC */
/* The front ends of Xen's split devices (public/io/xenbus.h). */
#ifndef FRONT_H
#define FRONT_H

#include "own_manifest.h"
#include "xen.h"

#include <public/io/xenbus.h>

/* One device and the domain behind it. */
struct front {
    const struct mft_entry *entry;
    char folder[32]; /* the xenstore's, of our side … */
    char back[STORE_PATH_SIZE - STORE_KEY_SIZE]; /* … and of the other's */
    domid_t other;
    evtchn_port_t port;
    bool lost; /* the backend is gone, or lied: no use of it any more */
};

/* Looks a device up: kind is "vif" or "vbd". Panics where it is not good. */
void front_open(struct front *front, const struct mft_entry *entry,
                const char *kind, unsigned number);

/* Waits until the other side is in a state of the set; panics, saying that it
 * does not connect, when it gets to its end or takes too long. */
#define FRONT_STATE(state) (1u << (state))
void front_await(const struct front *front, unsigned states);

/* The last step: both sides are connected. */
void front_connected(struct front *front);

/* Tells the other side our state. */
void front_switch(const struct front *front, enum xenbus_state state);

/* Ends the use of a device, and says so. False. */
bool front_lose(struct front *front, const char *what);

/* Looks whether backends are gone, where the xenstore has news. */
void fronts_look(void);

/* A page of zeroes that both sides can write, told under the key. */
void *front_share(const struct front *front, const char *key);

/* What the other side says of itself. */
uint64_t front_number(const struct front *front, const char *key,
                      uint64_t otherwise);

/* --- net.c, block.c: they start a device and note its properties --- */

void net_start(struct mft_entry *entry, solo5_handle_t handle, unsigned number);
void block_start(struct mft_entry *entry, unsigned number);

/* Handles of network devices with frames to read. Where there are none, the
 * next one comes with an event. */
solo5_handle_set_t net_ready(void);

#endif
