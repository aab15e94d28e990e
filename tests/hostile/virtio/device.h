/* SPDX-License-Identifier: ISC */
/* Virtio devices that do wrong, each in its way. */
#ifndef HOSTILE_DEVICE_H
#define HOSTILE_DEVICE_H

#include "transport.h"

/* The way to device 0, a network card, 1, a disk, or 2, a source of entropy. */
#define DEVICES 3u

struct transport device_transport(unsigned index);

/* Lets the devices work on what they were given. */
void devices_work(void);

#endif
