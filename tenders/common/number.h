/* SPDX-License-Identifier: ISC */
/* Decimal numbers on the command line. */
#ifndef TENDER_NUMBER_H
#define TENDER_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* True when (text) is nothing but decimal digits and fits 64 bits. */
bool number_parse(const char *text, uint64_t *value);

#endif
