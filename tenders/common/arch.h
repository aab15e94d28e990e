/* SPDX-License-Identifier: ISC */
/* What the shared tender code must know of the processor it runs on. */
#ifndef TENDER_ARCH_H
#define TENDER_ARCH_H

#include <stdint.h>

/* e_machine of the executables that this tender can run. */
extern const uint16_t arch_elf_machine;

/* AUDIT_ARCH_* that seccomp reports for native system calls. */
extern const uint32_t arch_audit;

#endif
