/* SPDX-License-Identifier: ISC */
/* Any machine with an arm64 /dev/kvm has the EL2 that KVM needs. */
#include "cpu.h"

void cpu_check_host(void)
{
}
