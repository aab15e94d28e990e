/* SPDX-License-Identifier: ISC */
/* Memory, descriptors and boot information of an spt guest. */
#include "guest.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "arch_spt.h"
#include "cmdline.h"
#include "report.h"
#include "spt_abi.h"

/* Guest address = host address, so that this is no null pointer to C. */
static uint8_t *at(uint64_t address)
{
    return (uint8_t *)(uintptr_t)address;
}

static _Noreturn void refuse_memory(uint64_t memory_size)
{
    unsigned long long megabytes = memory_size >> 20;
    if (errno == EEXIST)
        die("No room for %llu MB of guest memory below the tender; give less "
            "with --mem",
            megabytes);
    if (errno == EPERM)
        die("The system does not let programs use memory at 64 KiB; set "
            "vm.mmap_min_addr to 65536 or less");
    die_errno("Could not allocate %llu MB of guest memory", megabytes);
}

/* Nothing is reserved and no huge page is used: what a guest costs depends on
 * what it touches, not on --mem. */
static void map_memory(uint64_t memory_size)
{
    size_t size = memory_size - SPT_HOST_MEM_BASE;
    void *memory =
        mmap(at(SPT_HOST_MEM_BASE), size, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
             -1, 0);
    if (memory == MAP_FAILED)
        refuse_memory(memory_size);
    if (memory != at(SPT_HOST_MEM_BASE))
        die("This kernel cannot map guest memory at a fixed address (Linux "
            "4.17 or newer is needed)");
    (void)madvise(memory, size, MADV_NOHUGEPAGE);
}

/* Code was written as data: the instruction cache has to hear of it. */
static void protect(const struct elf_segment *segment)
{
    uint8_t *start = at(segment->start), *end = at(segment->end);
    if (segment->prot == (PROT_READ | PROT_WRITE))
        return;
    if (segment->prot & PROT_EXEC)
        __builtin___clear_cache((char *)start, (char *)end);
    if (mprotect(start, (size_t)(end - start), segment->prot) == -1)
        die_errno("Could not protect guest memory");
}

void guest_load(struct guest *guest, const struct launch *launch)
{
    static struct elf_layout layout;
    elf_plan(&launch->image, SPT_GUEST_MIN_BASE, launch->memory_size, &layout);
    map_memory(launch->memory_size);
    elf_load(&launch->image, &layout, at(0));
    for (unsigned i = 0; i < layout.count; i++)
        protect(&layout.segment[i]);
    close(launch->image.fd);
    guest->memory_size = launch->memory_size;
    guest->entry = launch->image.entry;
    guest->kernel_end = layout.end;
}

static void wait_for(const struct guest *guest, int fd, uint64_t mark)
{
    struct epoll_event event = { .events = EPOLLIN, .data.u64 = mark };
    if (epoll_ctl(guest->epollfd, EPOLL_CTL_ADD, fd, &event) == -1)
        die_errno("Could not wait for descriptor %d", fd);
}

void guest_make_waitset(struct guest *guest, struct manifest *manifest)
{
    guest->epollfd = epoll_create1(EPOLL_CLOEXEC);
    guest->timerfd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    if (guest->epollfd == -1 || guest->timerfd == -1)
        die_errno("Could not create the guest's wait set");
    wait_for(guest, guest->timerfd, SPT_INTERNAL_TIMERFD);
    for (unsigned i = 0; i < manifest_entries(manifest); i++) {
        struct mft_entry *entry =
            manifest_device(manifest, i, MFT_DEV_NET_BASIC);
        if (entry != NULL)
            wait_for(guest, entry->b.hostfd, i);
    }
}

void guest_write_boot_info(const struct guest *guest, struct launch *launch)
{
    struct spt_boot_info *info = (void *)at(SPT_BOOT_INFO_BASE);
    uint8_t *mft = (uint8_t *)(info + 1);
    char *cmdline = (char *)mft + launch->manifest.size;
    memcpy(mft, launch->manifest.bytes, launch->manifest.size);
    cmdline_join(cmdline, SPT_CMDLINE_SIZE, launch->guest_arguments);
    info->mem_size = guest->memory_size;
    info->kernel_end = guest->kernel_end;
    info->cmdline = cmdline;
    info->mft = mft;
    info->epollfd = guest->epollfd;
    info->timerfd = guest->timerfd;
}

void guest_enter(const struct guest *guest)
{
    arch_enter(guest->entry, guest->memory_size, SPT_BOOT_INFO_BASE);
}
