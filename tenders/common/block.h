/* SPDX-License-Identifier: ISC */
/* Block devices: files or host block devices behind BLOCK_BASIC entries. */
#ifndef TENDER_BLOCK_H
#define TENDER_BLOCK_H

#include "manifest.h"

/* Opens the storage at (path) for the device (name). */
void block_attach(struct manifest *manifest, const char *name,
                  const char *path);

/* Sets the sector size of the device (name) from the decimal text (bytes). */
void block_set_sector_size(struct manifest *manifest, const char *name,
                           const char *bytes);

/* Fills in default sector sizes and refuses storage that does not fit them. */
void block_check(struct manifest *manifest);

#endif
