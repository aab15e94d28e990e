/* SPDX-License-Identifier: ISC */
/* What an hvt guest is told when it starts. */
#ifndef HVT_BOOT_INFO_H
#define HVT_BOOT_INFO_H

#include "vm.h"

/* Writes it, with manifest and command line, to HVT_BOOT_INFO_BASE. */
void boot_info_write(const struct vm *vm, const struct manifest *manifest,
                     char *const arguments[]);

#endif
