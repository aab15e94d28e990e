/* SPDX-License-Identifier: ISC */
/* solo5-spt: runs a unikernel as a process that may make nine system calls. */
#include "elf_abi.h"
#include "filter.h"
#include "guest.h"
#include "launch.h"
#include "signals.h"
#include "spt_abi.h"

static int take_option(const char *option)
{
    (void)option;
    return 0;
}

static const struct tender spt = {
    .name = "solo5-spt",
    .abi_target = SPT_ABI_TARGET,
    .abi_version = SPT_ABI_VERSION,
    .more_help = "",
    .take_option = take_option,
};

int main(int argc, char **argv)
{
    static struct launch launch;
    struct guest guest;
    (void)argc;
    launch_prepare(&launch, &spt, argv);
    guest_load(&guest, &launch);
    guest_make_waitset(&guest, &launch.manifest);
    guest_write_boot_info(&guest, &launch);
    signals_end_guest();
    filter_enforce(&guest, &launch.manifest);
    guest_enter(&guest);
}
