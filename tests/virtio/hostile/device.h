/* SPDX-License-Identifier: ISC */
/* Virtio devices that do wrong, each in its way, the same for the same seed. */
#ifndef HOSTILE_DEVICE_H
#define HOSTILE_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "transport.h"

/* What the disk holds, and what comes over the network, byte by byte. */
#define DEVICE_BYTE(at) ((uint8_t)((at) * 7 + (at) / 512))

#define DEVICE_SECTORS 300u

/* One in four seeds makes devices that do nothing wrong. */
void device_seed(uint64_t seed);
bool device_is_honest(void);

/* The way to device 0, a network card, 1, a disk, or 2, a source of entropy. */
#define DEVICES 3u

struct transport device_transport(unsigned index);

/* Lets the devices work on what they were given. */
void devices_work(void);

/* Below limit, which is not 0. */
uint64_t device_random(uint64_t limit);

#endif
