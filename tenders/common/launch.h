/* SPDX-License-Identifier: ISC */
/* What every tender does before it makes a guest: read the command line and
 * the executable, attach devices. */
#ifndef TENDER_LAUNCH_H
#define TENDER_LAUNCH_H

#include "elf_image.h"
#include "manifest.h"
#include "options.h"

struct launch {
    struct elf_image image;
    struct manifest manifest;
    uint64_t memory_size;
    char **guest_arguments;
};

void launch_prepare(struct launch *launch, const struct tender *tender,
                    char **argv);

#endif
