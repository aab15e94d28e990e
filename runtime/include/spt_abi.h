/* SPDX-License-Identifier: ISC */
/* Between the spt tender and its guest, version 2. The guest runs as the
 * tender's own process, in memory mapped at the guest's addresses, and makes
 * Linux system calls that a seccomp filter limits to:
 *   write(1, …), exit_group, clock_gettime(MONOTONIC | REALTIME),
 *   epoll_pwait(epollfd, …), timerfd_settime(timerfd, …),
 *   x86_64: arch_prctl(ARCH_SET_FS, …),
 *   per network: read and write on its descriptor,
 *   per block device: pread64 and pwrite64 of one block inside the device.
 * Needs C11 headers only. */
#ifndef SPT_ABI_H
#define SPT_ABI_H

#include <stddef.h>
#include <stdint.h>

#include "elf_abi.h"

#define SPT_ABI_VERSION 2

/* The lowest address of an image. */
#define SPT_GUEST_MIN_BASE 0x100000

/* Guest memory begins here (Linux refuses lower mappings), and one page
 * higher lies what the guest's entry point gets as its only argument. The
 * stack starts at the end of memory. */
#define SPT_HOST_MEM_BASE 0x10000
#define SPT_BOOT_INFO_BASE (SPT_HOST_MEM_BASE + 0x1000)

struct spt_boot_info {
    uint64_t mem_size;   /* end of guest memory */
    uint64_t kernel_end; /* end of the last segment that the tender loaded */
    const char *cmdline;
    const void *mft; /* struct mft */
    int epollfd;     /* holds timerfd and every network descriptor */
    int timerfd;     /* CLOCK_MONOTONIC, non-blocking */
};

_Static_assert(sizeof(struct spt_boot_info) == 40, "spt_boot_info");

/* epoll's data.u64 is a device's handle, or this for timerfd. */
#define SPT_INTERNAL_TIMERFD (~1U)

/* Largest command line, with its terminator. */
#define SPT_CMDLINE_SIZE 8192

#endif
