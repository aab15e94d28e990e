/* SPDX-License-Identifier: ISC */
/* KVM's clock: two structures that the host fills in, the first of them again
 * whenever its numbers change (Documentation/virt/kvm/x86/{cpuid,msr}.rst and
 * pvclock-abi.h). */

#include <string.h>

#include "barrier.h"
#include "bindings.h"
#include "cpu.h"
#include "kvm.h"
#include "msr.h"
#include "pvclock.h"

#define LEAF_FEATURES (HYPERVISOR_LEAVES + 1)
#define FEATURE_CLOCKSOURCE2 (1u << 3)
#define MSR_WALL_CLOCK_NEW 0x4b564d00u
#define MSR_SYSTEM_TIME_NEW 0x4b564d01u
#define SYSTEM_TIME_ENABLE 1u

struct wall_clock {
    volatile uint32_t version;
    uint32_t sec;
    uint32_t nsec;
};

static struct pvclock now __attribute__((aligned(32)));
static struct wall_clock boot __attribute__((aligned(16)));

static bool is_kvm(void)
{
    struct cpuid id = cpu_id(HYPERVISOR_LEAVES);
    uint32_t name[3] = { id.ebx, id.ecx, id.edx };
    return memcmp(name, "KVMKVMKVM\0\0\0", sizeof name) == 0;
}

bool kvm_clock_init(void)
{
    if (!is_kvm() || !(cpu_id(LEAF_FEATURES).eax & FEATURE_CLOCKSOURCE2))
        return false;
    msr_write(MSR_SYSTEM_TIME_NEW, (uintptr_t)&now | SYSTEM_TIME_ENABLE);
    return now.to_system_mul != 0;
}

uint64_t kvm_clock_scale(void)
{
    return pvclock_scale(&now);
}

uint64_t kvm_clock_monotonic(void)
{
    return pvclock_read(&now);
}

/* The host writes the wall time of its boot when it is asked to. */
uint64_t kvm_clock_wall(void)
{
    msr_write(MSR_WALL_CLOCK_NEW, (uintptr_t)&boot);
    barrier_read();
    return boot.sec * (uint64_t)NSEC_PER_SEC + boot.nsec +
           kvm_clock_monotonic();
}
