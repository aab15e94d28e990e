/* SPDX-License-Identifier: ISC */
/* The virtual processor: one implementation for each architecture. */
#ifndef HVT_CPU_H
#define HVT_CPU_H

#include <stdint.h>

#include "vm.h"

/* A hypercall that the guest made: its number and its argument. */
struct hypercall {
    unsigned number;
    uint64_t argument;
};

/* What to do where there is no /dev/kvm, in parentheses. */
extern const char cpu_without_kvm[];

/* Ends the tender when /dev/kvm cannot work on this processor. */
void cpu_check_host(void);

/* The argument of KVM_CREATE_VM. */
unsigned long cpu_vm_type(int kvm);

/* Makes the processor start at (entry) with paging on, the boot information's
 * address as first argument and the stack at the end of memory. */
void cpu_setup(struct vm *vm, uint64_t entry);

/* Takes the hypercall out of the exit that KVM reported. Returns 0 when the
 * exit is none; ends the tender when the access was malformed. */
int cpu_take_hypercall(const struct vm *vm, struct hypercall *call);

/* Address of the instruction at which the guest stopped. */
uint64_t cpu_program_counter(const struct vm *vm);

/* KVM requests that read the processor's state, ended by 0. */
extern const uint32_t cpu_state_requests[];

/* At least as many as a core file holds on any architecture. */
#define CPU_CORE_REGISTERS 40

/* Fills pr_reg of a core file's prstatus. (trap) points at what the guest
 * says about a trap, 512 bytes, or is NULL. */
void cpu_core_registers(const struct vm *vm, const void *trap,
                        uint64_t *registers);

#endif
