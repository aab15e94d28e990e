/* SPDX-License-Identifier: ISC */
/* solo5-hvt: runs a unikernel in a KVM virtual machine. */
#include <string.h>
#include <unistd.h>

#include "boot_info.h"
#include "cpu.h"
#include "elf_abi.h"
#include "filter.h"
#include "hvt_abi.h"
#include "launch.h"
#include "machine.h"
#include "signals.h"
#include "waitset.h"

#define DUMPCORE "--dumpcore="

static struct dumpcore dumpcore;
static struct machine machine;

static int take_option(const char *option)
{
    if (strncmp(option, DUMPCORE, strlen(DUMPCORE)) != 0)
        return 0;
    dumpcore_prepare(&dumpcore, option + strlen(DUMPCORE));
    machine.dumpcore = &dumpcore;
    return 1;
}

static const struct tender hvt = {
    .name = "solo5-hvt",
    .abi_target = HVT_ABI_TARGET,
    .abi_version = HVT_ABI_VERSION,
    .more_help = "  --dumpcore=DIR (write a core file of the guest into DIR "
                 "when it aborts)\n",
    .take_option = take_option,
};

int main(int argc, char **argv)
{
    static struct launch launch;
    (void)argc;
    launch_prepare(&launch, &hvt, argv);
    machine.manifest = &launch.manifest;
    vm_create(&machine.vm, launch.memory_size);
    vm_load(&machine.vm, &launch.image);
    cpu_setup(&machine.vm, launch.image.entry);
    boot_info_write(&machine.vm, &launch.manifest, launch.guest_arguments);
    waitset_create(&machine);
    signals_end_guest();
    filter_enforce(&machine);
    _exit(machine_run(&machine));
}
