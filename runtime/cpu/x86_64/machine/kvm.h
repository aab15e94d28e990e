/* SPDX-License-Identifier: ISC */
/* KVM's clock. */
#ifndef KVM_H
#define KVM_H

#include <stdbool.h>
#include <stdint.h>

/* Where a hypervisor's leaves of CPUID begin. */
#define HYPERVISOR_LEAVES 0x40000000u

/* False where the hypervisor is not KVM, or lacks the clock. */
bool kvm_clock_init(void);

/* Nanoseconds per cycle, as a fraction of 2^32. */
uint64_t kvm_clock_scale(void);

uint64_t kvm_clock_monotonic(void);
uint64_t kvm_clock_wall(void);

#endif
