// SPDX-License-Identifier: ISC
// How an uncaught exception is told: with its traceback, or in one line.
#ifndef ECHIS_UNCAUGHT_H
#define ECHIS_UNCAUGHT_H

#include <stdbool.h>

void uncaught_backtrace(bool shown);

#endif
