/* SPDX-License-Identifier: ISC */
/* Second line of defence: a guest that takes the tender over finds the
 * devices it had before, and nothing else. */
#include "filter.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "bpf.h"
#include "cpu.h"

static void allow_with(struct bpf_program *filter, unsigned nr, int first)
{
    bpf_jump_t call = bpf_begin_call(filter, nr);
    bpf_allow_if(filter, 0, (uint32_t)first);
    bpf_end_call(filter, call);
}

static void allow_request(struct bpf_program *filter, int vcpu,
                          uint32_t request)
{
    struct bpf_alternative conditions = { 0 };
    bpf_require_equal32(filter, &conditions, 0, (uint32_t)vcpu);
    bpf_require_equal32(filter, &conditions, 1, request);
    bpf_or(filter, &conditions);
}

static void allow_vcpu(struct bpf_program *filter, int vcpu)
{
    bpf_jump_t call = bpf_begin_call(filter, SYS_ioctl);
    allow_request(filter, vcpu, KVM_RUN);
    for (const uint32_t *request = cpu_state_requests; *request != 0; request++)
        allow_request(filter, vcpu, *request);
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
    bpf_allow_if(filter, 0, STDERR_FILENO);
    allow_frames(filter, manifest);
    bpf_end_call(filter, write);
}

static void allow_block(struct bpf_program *filter,
                        const struct mft_entry *entry)
{
    struct bpf_alternative conditions = { 0 };
    uint64_t capacity = entry->u.block_basic.capacity;
    bpf_require_equal32(filter, &conditions, 0, (uint32_t)entry->b.hostfd);
    bpf_require_at_most(filter, &conditions, 2, capacity);
    bpf_require_at_most(filter, &conditions, 3, capacity);
    bpf_or(filter, &conditions);
}

static void allow_blocks(struct bpf_program *filter,
                         const struct machine *machine)
{
    bpf_jump_t call = bpf_begin_calls(filter, SYS_pread64, SYS_pwrite64);
    for (unsigned i = 0; i < manifest_entries(machine->manifest); i++) {
        struct mft_entry *entry =
            manifest_device(machine->manifest, i, MFT_DEV_BLOCK_BASIC);
        if (entry != NULL)
            allow_block(filter, entry);
    }
    if (machine->dumpcore != NULL)
        bpf_allow_if(filter, 0, (uint32_t)machine->dumpcore->core_fd);
    bpf_end_call(filter, call);
}

/* One new file in one directory, to one known descriptor. */
static void allow_dumpcore(struct bpf_program *filter,
                           const struct dumpcore *dumpcore)
{
    allow_with(filter, SYS_openat, dumpcore->directory_fd);
    bpf_jump_t dup = bpf_begin_call(filter, SYS_dup3);
    bpf_allow_if(filter, 1, (uint32_t)dumpcore->core_fd);
    bpf_end_call(filter, dup);
    bpf_jump_t protect = bpf_begin_call(filter, SYS_mprotect);
    bpf_allow_if(filter, 2, PROT_READ);
    bpf_end_call(filter, protect);
}

void filter_enforce(const struct machine *machine)
{
    static struct bpf_program filter;
    bpf_begin(&filter);
    allow_vcpu(&filter, machine->vm.vcpu);
    allow_streams(&filter, machine->manifest);
    allow_blocks(&filter, machine);
    allow_with(&filter, SYS_epoll_pwait, machine->epollfd);
    allow_with(&filter, SYS_timerfd_settime, machine->timerfd);
    allow_with(&filter, SYS_clock_gettime, CLOCK_REALTIME);
    bpf_allow(&filter, SYS_exit_group);
    if (machine->dumpcore != NULL)
        allow_dumpcore(&filter, machine->dumpcore);
    bpf_enforce(&filter);
}
