/* SPDX-License-Identifier: ISC */
/* Guest pointers. The guest is hostile: an address or a length that does not
 * lie wholly in memory that it may use so ends the tender with status 1. */
#ifndef HVT_GUEST_MEMORY_H
#define HVT_GUEST_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include "vm.h"

/* (size) bytes at guest address (gpa), for the tender to read. */
const void *guest_readable(const struct vm *vm, uint64_t gpa, uint64_t size);

/* The same for the tender to write. */
void *guest_writable(const struct vm *vm, uint64_t gpa, uint64_t size);

/* Copies a structure, which need not be aligned, out of the guest or into it;
 * what is borrowed can be stored back, which is known before anything is done
 * for the guest. */
void guest_borrow(const struct vm *vm, uint64_t gpa, void *to, size_t size);
void guest_fetch(const struct vm *vm, uint64_t gpa, void *to, size_t size);
void guest_store(const struct vm *vm, uint64_t gpa, const void *from,
                 size_t size);

#endif
