/* SPDX-License-Identifier: ISC */
/* Any machine with an arm64 /dev/kvm has the EL2 that KVM needs. */
#include "cpu.h"

const char cpu_without_kvm[] =
    " (a kernel that was started at EL2 has it, or use spt)";

void cpu_check_host(void)
{
}
