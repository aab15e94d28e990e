/* SPDX-License-Identifier: ISC */
/* A KVM virtual machine with one processor and one region of memory that
 * begins at guest physical address 0. */
#ifndef HVT_VM_H
#define HVT_VM_H

#include <stdint.h>

#include <linux/kvm.h>

#include "launch.h"

/* The region is mapped to the guest in pieces of this size. */
#define VM_BLOCK_SIZE 0x200000ULL
#define VM_MEMORY_MAX 0x100000000ULL

struct vm {
    int kvm, fd, vcpu;
    struct kvm_run *run;
    uint8_t *memory;
    uint64_t memory_size;
    uint64_t kernel_end;
    uint64_t cycle_frequency; /* Hz, of the counter that the guest reads */
    struct elf_layout layout;
};

/* Opens /dev/kvm and makes a virtual machine with empty memory. */
void vm_create(struct vm *vm, uint64_t memory_size);

/* Loads the executable and write-protects what it wants protected. */
void vm_load(struct vm *vm, const struct elf_image *image);

/* A KVM request that must succeed; (what) names it in the message. */
int vm_request(int fd, unsigned long request, void *argument, const char *what);

#endif
