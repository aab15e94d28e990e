/* SPDX-License-Identifier: ISC */
/* aarch64 constants of the shared tender code. */
#include "arch.h"

#include <elf.h>
#include <linux/audit.h>

const uint16_t arch_elf_machine = EM_AARCH64;
const uint32_t arch_audit = AUDIT_ARCH_AARCH64;
