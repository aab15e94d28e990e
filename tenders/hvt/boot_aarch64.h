/* SPDX-License-Identifier: ISC */
/* The EL1 in which a guest finds the aarch64 processor. */
#ifndef HVT_BOOT_AARCH64_H
#define HVT_BOOT_AARCH64_H

#include <stdint.h>

#include <linux/kvm.h>

struct boot_register {
    uint64_t id; /* of KVM_SET_ONE_REG */
    uint64_t value;
};

/* System registers in the order in which they are set, ended by id 0. */
extern const struct boot_register boot_registers[];

/* EL1 with its own stack pointer; debug, SError, IRQ and FIQ masked. */
#define BOOT_PSTATE 0x3c5

/* Writes the page tables into the guest's low memory. */
void boot_write_tables(uint8_t *memory, uint64_t memory_size);

#endif
