/* SPDX-License-Identifier: ISC */
/* Where the guest is the kernel: exceptions and page tables. */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdint.h>

#include "page_entry.h"

/* cpu/<arch>/trap.c: from here on exceptions are shown and end the guest. */
void trap_init(void);

/* paging.c: tables that map the image, each part as the linker meant it, and
 * free memory up to memory_end. After memory_init. */
void paging_init(uint64_t memory_end);

/* Maps further pages, one to one. Before paging_activate. */
void paging_map(uintptr_t from, uintptr_t to, enum page_access access);

/* Brings the tables into force; they are read-only from here on. */
void paging_activate(void);

#endif
