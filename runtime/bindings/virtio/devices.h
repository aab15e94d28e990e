/* SPDX-License-Identifier: ISC */
/* What network and block devices give the table of devices, and it to them. */
#ifndef DEVICES_H
#define DEVICES_H

#include "own_manifest.h"
#include "transport.h"

/* Starts a device and notes its properties in the manifest. Panics where it
 * cannot be had. */
void net_start(struct transport *transport, struct mft_entry *entry,
               solo5_handle_t handle);
void block_start(struct transport *transport, struct mft_entry *entry);

/* The serial number of a block device; empty where it has none. */
void block_serial(struct transport *transport,
                  char serial[VIRTIO_BLOCK_ID_SIZE + 1]);

/* Starts an entropy device, if it can be. */
void rng_start(struct transport *transport);

/* Handles of network devices with frames to read; and interrupts from all that
 * have none yet. */
solo5_handle_set_t net_ready(void);
void net_want_interrupts(void);

/* Sleeps until a device interrupts or about deadline is reached; may wake up
 * early. */
void devices_sleep(solo5_time_t deadline);

#endif
