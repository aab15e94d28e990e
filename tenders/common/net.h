/* SPDX-License-Identifier: ISC */
/* Network devices: tap interfaces behind NET_BASIC entries. */
#ifndef TENDER_NET_H
#define TENDER_NET_H

#include "manifest.h"

/* Attaches the tap called (interface), or the open descriptor when it is
 * written @NUMBER, to the device (name). */
void net_attach(struct manifest *manifest, const char *name,
                const char *interface);

/* Sets the device's address from text like 02:00:00:00:00:01. */
void net_set_mac(struct manifest *manifest, const char *name, const char *text);

/* Gives attached devices without an address a random local one. */
void net_complete(struct manifest *manifest);

#endif
