/* SPDX-License-Identifier: ISC */
/* What the files of this target give each other. */
#ifndef VIRTIO_H
#define VIRTIO_H

#include <stdbool.h>

/* --- devices.c --- */

/* Finds the machine's devices and maps their registers. */
void devices_find(void);

/* Gives each device of the manifest one of them, and starts it. Panics where
 * one is missing. After paging_activate. */
void devices_start(void);

/* --- input.c --- */

/* Whether there is console input for somebody who found none before; and an
 * interrupt when there is. */
bool input_ready(void);
void input_want_interrupt(void);

#endif
