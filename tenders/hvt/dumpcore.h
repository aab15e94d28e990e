/* SPDX-License-Identifier: ISC */
/* Core files of guests that aborted, for gdb and readelf. */
#ifndef HVT_DUMPCORE_H
#define HVT_DUMPCORE_H

#include <stdint.h>

#include "vm.h"

struct dumpcore {
    const char *directory;
    int directory_fd;
    int core_fd; /* the number that the core file's descriptor will get */
    char name[40];
};

/* Makes ready to write core files into (directory). */
void dumpcore_prepare(struct dumpcore *dumpcore, const char *directory);

/* Writes one when the guest halted by aborting; (dumpcore) may be NULL. */
void dumpcore_at_halt(struct dumpcore *dumpcore, const struct vm *vm,
                      int status, const void *trap);

#endif
