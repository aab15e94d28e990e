/* SPDX-License-Identifier: ISC */
/* Checks guest addresses against the memory's size and against the segments
 * that the host keeps protected, where an access would fault here. */
#include "guest_memory.h"

#include <string.h>
#include <sys/mman.h>

#include "report.h"

static int overlaps(const struct elf_segment *segment, uint64_t gpa,
                    uint64_t size)
{
    return gpa < segment->end && gpa + size > segment->start;
}

/* The host's protection of executable segments is reading (see vm.c). */
static int permits(const struct elf_segment *segment, int access)
{
    int prot = segment->prot;
    if (prot & (PROT_EXEC | PROT_WRITE))
        prot |= PROT_READ;
    return (prot & access) == access;
}

static int is_accessible(const struct vm *vm, uint64_t gpa, uint64_t size,
                         int access)
{
    if (size > vm->memory_size || gpa > vm->memory_size - size)
        return 0;
    for (unsigned i = 0; i < vm->layout.count; i++)
        if (overlaps(&vm->layout.segment[i], gpa, size) &&
            !permits(&vm->layout.segment[i], access))
            return 0;
    return 1;
}

static uint8_t *checked(const struct vm *vm, uint64_t gpa, uint64_t size,
                        int access)
{
    if (!is_accessible(vm, gpa, size, access))
        die("Invalid guest access: gpa=0x%llx, sz=%llu",
            (unsigned long long)gpa, (unsigned long long)size);
    return vm->memory + gpa;
}

const void *guest_readable(const struct vm *vm, uint64_t gpa, uint64_t size)
{
    return checked(vm, gpa, size, PROT_READ);
}

void *guest_writable(const struct vm *vm, uint64_t gpa, uint64_t size)
{
    return checked(vm, gpa, size, PROT_WRITE);
}

void guest_borrow(const struct vm *vm, uint64_t gpa, void *to, size_t size)
{
    memcpy(to, guest_writable(vm, gpa, size), size);
}

void guest_fetch(const struct vm *vm, uint64_t gpa, void *to, size_t size)
{
    memcpy(to, guest_readable(vm, gpa, size), size);
}

void guest_store(const struct vm *vm, uint64_t gpa, const void *from,
                 size_t size)
{
    memcpy(guest_writable(vm, gpa, size), from, size);
}
