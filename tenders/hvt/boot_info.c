/* SPDX-License-Identifier: ISC */
/* Boot information, manifest and command line in the guest's low memory. The
 * shared-memory ring is not offered: its fields stay zero, and guests then
 * use the network hypercalls. */
#include "boot_info.h"

#include <string.h>

#include "cmdline.h"
#include "hvt_abi.h"

/* Descriptors of the host are none of the guest's business. */
static void copy_manifest(uint8_t *to, const struct manifest *manifest)
{
    memcpy(to, manifest->bytes, manifest->size);
    struct mft *mft = (struct mft *)(void *)to;
    for (unsigned i = 0; i < mft->entries; i++)
        memset(&mft->e[i].b, 0, sizeof mft->e[i].b);
}

void boot_info_write(const struct vm *vm, const struct manifest *manifest,
                     char *const arguments[])
{
    uint64_t mft = HVT_BOOT_INFO_BASE + sizeof(struct hvt_boot_info);
    uint64_t cmdline = mft + manifest->size;
    struct hvt_boot_info info = {
        .mem_size = vm->memory_size,
        .kernel_end = vm->kernel_end,
        .cpu_cycle_freq = vm->cycle_frequency,
        .cmdline = cmdline,
        .mft = mft,
    };
    memcpy(vm->memory + HVT_BOOT_INFO_BASE, &info, sizeof info);
    copy_manifest(vm->memory + mft, manifest);
    cmdline_join((char *)vm->memory + cmdline, HVT_CMDLINE_SIZE, arguments);
}
