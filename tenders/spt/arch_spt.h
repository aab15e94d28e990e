/* SPDX-License-Identifier: ISC */
/* What the spt tender does differently on each processor. */
#ifndef SPT_ARCH_H
#define SPT_ARCH_H

#include <stdint.h>

#include "bpf.h"

/* Calls (entry) with a stack below (stack_end) and one argument. */
_Noreturn void arch_enter(uint64_t entry, uint64_t stack_end,
                          uint64_t argument);

/* Allows the system call that sets the thread pointer, if it takes one. */
void arch_allow_tls(struct bpf_program *filter);

#endif
