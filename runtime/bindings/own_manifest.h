/* SPDX-License-Identifier: ISC */
/* Where there is no tender: the bindings read the image's manifest themselves,
 * and find its devices. */
#ifndef OWN_MANIFEST_H
#define OWN_MANIFEST_H

#include "bindings.h"

/* A copy of the manifest, from now on the bindings', in which properties can be
 * noted. */
struct mft *own_manifest(void);

/* What sentences call a device of the type. */
const char *device_kind(mft_type_t type);

/* Builds a sentence on a device: its kind, its name if it has one, and what. */
void device_sentence(struct line *line, const char *kind, const char *name,
                     const char *what);

/* Why a device of the manifest cannot be used: ends the guest. */
_Noreturn void devices_panic(const struct mft_entry *entry, const char *why);

/* Waits for what was sent last, a little. */
void devices_drain(void);

/* --- each target: net.c --- */

/* Whether all frames that were sent have left. */
bool net_is_idle(void);

#endif
