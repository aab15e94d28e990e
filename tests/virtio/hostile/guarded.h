/* SPDX-License-Identifier: ISC */
#ifndef HOSTILE_GUARDED_H
#define HOSTILE_GUARDED_H

#include <stddef.h>

/* (size) bytes of zeroes, up to a page without access. */
void *guarded(size_t size);

/* The status of a guest that its driver ended, with a sentence. */
#define STATUS_ENDED 3

#endif
