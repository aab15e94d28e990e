/* SPDX-License-Identifier: ISC */
/* A running guest: its virtual machine, its devices, what it sleeps on. */
#ifndef HVT_MACHINE_H
#define HVT_MACHINE_H

#include "dumpcore.h"
#include "vm.h"

struct machine {
    struct vm vm;
    struct manifest *manifest;
    int epollfd, timerfd;
    struct dumpcore *dumpcore;
};

/* Runs the guest until it halts; its exit status. */
int machine_run(struct machine *machine);

#endif
