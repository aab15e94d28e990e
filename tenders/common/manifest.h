/* SPDX-License-Identifier: ISC */
/* The application's manifest: the devices that the unikernel declares, read
 * from its MFT1 note, and what is attached to each of them. */
#ifndef TENDER_MANIFEST_H
#define TENDER_MANIFEST_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#include "elf_image.h"
#include "mft_abi.h"

struct manifest {
    size_t size;
    alignas(8) uint8_t bytes[MFT1_NOTE_MAX_SIZE];
};

/* Loads the manifest out of the executable and checks it; what the executable
 * says about attached devices is forgotten. */
void manifest_load(struct manifest *manifest, const struct elf_image *image);

struct mft *manifest_mft(struct manifest *manifest);

unsigned manifest_entries(const struct manifest *manifest);

/* The device entry at (handle) when it has (type), else NULL. */
struct mft_entry *manifest_device(struct manifest *manifest, uint64_t handle,
                                  mft_type_t type);

/* The device called (name) of (type); ends the tender when none is. */
struct mft_entry *manifest_find(struct manifest *manifest, const char *name,
                                mft_type_t type);

/* Notes that (fd) is behind the device; ends the tender when one already is. */
void manifest_attach(struct mft_entry *entry, int fd);

/* Ends the tender when a declared device was not attached. */
void manifest_require_attached(struct manifest *manifest);

#endif
