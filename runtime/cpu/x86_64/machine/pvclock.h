/* SPDX-License-Identifier: ISC */
/* The clock that Xen and KVM share with their guests (Xen's struct
 * vcpu_time_info, KVM's pvclock_vcpu_time_info). */
#ifndef PVCLOCK_H
#define PVCLOCK_H

#include <stdint.h>

/* Filled in by the host, and again whenever its numbers change; odd versions
 * are being written. */
struct pvclock {
    volatile uint32_t version;
    uint32_t pad0;
    uint64_t tsc_timestamp;
    uint64_t system_time; /* nanoseconds, at tsc_timestamp */
    uint32_t to_system_mul;
    int8_t shift;
    uint8_t flags;
    uint8_t pad[2];
};

_Static_assert(sizeof(struct pvclock) == 32, "pvclock");

/* Nanoseconds since the host's zero. */
uint64_t pvclock_read(const struct pvclock *clock);

/* Nanoseconds per cycle, as a fraction of 2^32. */
uint64_t pvclock_scale(const struct pvclock *clock);

#endif
