/* SPDX-License-Identifier: ISC */
/* The long mode in which a guest finds the x86_64 processor. */
#ifndef HVT_BOOT_X86_64_H
#define HVT_BOOT_X86_64_H

#include <stdint.h>

#include <linux/kvm.h>

/* Writes descriptor table and page tables into the guest's low memory. */
void boot_write_tables(uint8_t *memory, uint64_t memory_size);

/* Control and segment registers that go with these tables. */
void boot_fill_registers(struct kvm_sregs *registers);

#endif
