/* SPDX-License-Identifier: ISC */
/* The command line of a tender:
 *   TENDER [OPTIONS] [--] KERNEL [ARGS]
 * Options depend on the manifest inside KERNEL, so it is found first. */
#ifndef TENDER_OPTIONS_H
#define TENDER_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "manifest.h"

/* What one tender has of its own, for messages and checks. */
struct tender {
    const char *name;    /* solo5-spt */
    uint32_t abi_target; /* of the ABI1 note */
    uint32_t abi_version;
    const char *more_help; /* lines for options of its own, or "" */
    /* Takes an option of its own; 0 when it has no such option. */
    int (*take_option)(const char *option);
};

/* Where things are in argv. */
struct command {
    char **options;
    const char *kernel;
    char **guest_arguments;
};

/* Finds the kernel; answers --help and --version. */
struct command options_scan(const struct tender *tender, char **argv);

/* Carries the options out, one after the other; memory size in bytes. */
uint64_t options_apply(const struct tender *tender,
                       const struct command *command,
                       struct manifest *manifest);

#endif
