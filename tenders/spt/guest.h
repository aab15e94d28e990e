/* SPDX-License-Identifier: ISC */
/* The guest of the spt tender: memory in the tender's own address space,
 * mapped one to one from SPT_HOST_MEM_BASE up. */
#ifndef SPT_GUEST_H
#define SPT_GUEST_H

#include <stdint.h>

#include "launch.h"

struct guest {
    uint64_t memory_size;
    uint64_t entry, kernel_end;
    int epollfd, timerfd;
};

/* Maps guest memory and loads the executable into it. */
void guest_load(struct guest *guest, const struct launch *launch);

/* Makes the descriptors that the guest sleeps on. */
void guest_make_waitset(struct guest *guest, struct manifest *manifest);

/* Writes the boot information where the guest expects it. */
void guest_write_boot_info(const struct guest *guest, struct launch *launch);

/* Jumps into the guest. */
_Noreturn void guest_enter(const struct guest *guest);

#endif
