/* SPDX-License-Identifier: ISC */
/* A strict allow-list, made from the descriptors that were opened and from
 * the sizes of the block devices. Anything else ends in SIGSYS. */
#include "filter.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "arch_spt.h"
#include "bpf.h"

static void allow_with(struct bpf_program *filter, unsigned nr, int first)
{
    bpf_jump_t call = bpf_begin_call(filter, nr);
    bpf_allow_if(filter, 0, (uint32_t)first);
    bpf_end_call(filter, call);
}

static void allow_clocks(struct bpf_program *filter)
{
    bpf_jump_t call = bpf_begin_call(filter, SYS_clock_gettime);
    bpf_allow_if(filter, 0, CLOCK_MONOTONIC);
    bpf_allow_if(filter, 0, CLOCK_REALTIME);
    bpf_end_call(filter, call);
}

static void allow_frames(struct bpf_program *filter, struct manifest *manifest)
{
    for (unsigned i = 0; i < manifest_entries(manifest); i++) {
        struct mft_entry *entry =
            manifest_device(manifest, i, MFT_DEV_NET_BASIC);
        if (entry != NULL)
            bpf_allow_if(filter, 0, (uint32_t)entry->b.hostfd);
    }
}

static void allow_streams(struct bpf_program *filter, struct manifest *manifest)
{
    bpf_jump_t read = bpf_begin_call(filter, SYS_read);
    allow_frames(filter, manifest);
    bpf_end_call(filter, read);
    bpf_jump_t write = bpf_begin_call(filter, SYS_write);
    bpf_allow_if(filter, 0, STDOUT_FILENO);
    allow_frames(filter, manifest);
    bpf_end_call(filter, write);
}

/* Exactly one block, and never beyond the end: a write there would let the
 * guest grow the file. */
static void allow_block(struct bpf_program *filter,
                        const struct mft_entry *entry)
{
    const struct mft_block_basic *block = &entry->u.block_basic;
    struct bpf_alternative conditions = { 0 };
    bpf_require_equal32(filter, &conditions, 0, (uint32_t)entry->b.hostfd);
    bpf_require_equal64(filter, &conditions, 2, block->block_size);
    bpf_require_at_most(filter, &conditions, 3,
                        block->capacity - block->block_size);
    bpf_or(filter, &conditions);
}

static void allow_blocks(struct bpf_program *filter, struct manifest *manifest)
{
    bpf_jump_t call = bpf_begin_calls(filter, SYS_pread64, SYS_pwrite64);
    for (unsigned i = 0; i < manifest_entries(manifest); i++) {
        struct mft_entry *entry =
            manifest_device(manifest, i, MFT_DEV_BLOCK_BASIC);
        if (entry != NULL)
            allow_block(filter, entry);
    }
    bpf_end_call(filter, call);
}

/* The most frequent calls come first: the filter is walked at every call. */
void filter_enforce(const struct guest *guest, struct manifest *manifest)
{
    static struct bpf_program filter;
    bpf_begin(&filter);
    allow_streams(&filter, manifest);
    allow_blocks(&filter, manifest);
    allow_with(&filter, SYS_epoll_pwait, guest->epollfd);
    allow_with(&filter, SYS_timerfd_settime, guest->timerfd);
    allow_clocks(&filter);
    arch_allow_tls(&filter);
    bpf_allow(&filter, SYS_exit_group);
    bpf_enforce(&filter);
}
