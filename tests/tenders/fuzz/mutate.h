/* SPDX-License-Identifier: ISC */
/* Mutants of a file, reproducible from a number. */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* Changes (data) in place and returns its new size, at most (size). */
size_t mutate(uint8_t *data, size_t size, uint64_t seed);

#endif
