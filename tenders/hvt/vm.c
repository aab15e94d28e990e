/* SPDX-License-Identifier: ISC */
/* Creates the virtual machine and its memory. */
#include "vm.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cpu.h"
#include "hvt_abi.h"
#include "report.h"

#define KVM_API 12

int vm_request(int fd, unsigned long request, void *argument, const char *what)
{
    int result = ioctl(fd, request, argument);
    if (result == -1)
        die_errno("KVM: %s failed", what);
    return result;
}

static const char *advice(void)
{
    if (errno == EACCES)
        return " (the group kvm may open it)";
    if (errno == ENOENT)
        return cpu_without_kvm;
    return "";
}

static int open_kvm(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm == -1)
        die_errno("Could not open /dev/kvm%s", advice());
    int api = vm_request(kvm, KVM_GET_API_VERSION, NULL, "GET_API_VERSION");
    if (api != KVM_API)
        die("KVM: API version is %d, this tender needs %d", api, KVM_API);
    return kvm;
}

static struct kvm_run *map_run(const struct vm *vm)
{
    int size =
        vm_request(vm->kvm, KVM_GET_VCPU_MMAP_SIZE, NULL, "GET_VCPU_MMAP_SIZE");
    if ((size_t)size < sizeof(struct kvm_run))
        die("KVM: VCPU_MMAP_SIZE of %d bytes is too small", size);
    void *run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
                     vm->vcpu, 0);
    if (run == MAP_FAILED)
        die_errno("KVM: Could not map the processor's state");
    return run;
}

static uint64_t usable_size(uint64_t size)
{
    uint64_t usable = size & ~(VM_BLOCK_SIZE - 1);
    if (usable == 0)
        usable = VM_BLOCK_SIZE;
    if (usable != size)
        complain("adjusting memory to %llu bytes", (unsigned long long)usable);
    if (usable > VM_MEMORY_MAX)
        die("guest memory size %llu bytes exceeds the max size %llu bytes",
            (unsigned long long)usable, VM_MEMORY_MAX);
    return usable;
}

static uint8_t *map_memory(uint64_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        die_errno("Could not allocate %llu MB of guest memory",
                  (unsigned long long)size >> 20);
    return memory;
}

static void give_memory(const struct vm *vm)
{
    struct kvm_userspace_memory_region region = {
        .slot = 0,
        .guest_phys_addr = 0,
        .memory_size = vm->memory_size,
        .userspace_addr = (uintptr_t)vm->memory,
    };
    vm_request(vm->fd, KVM_SET_USER_MEMORY_REGION, &region,
               "SET_USER_MEMORY_REGION");
}

static int create(int kvm)
{
    int fd = ioctl(kvm, KVM_CREATE_VM, cpu_vm_type(kvm));
    if (fd == -1)
        die_errno("KVM: CREATE_VM failed");
    return fd;
}

void vm_create(struct vm *vm, uint64_t memory_size)
{
    vm->memory_size = usable_size(memory_size);
    cpu_check_host();
    vm->kvm = open_kvm();
    vm->fd = create(vm->kvm);
    vm->vcpu = vm_request(vm->fd, KVM_CREATE_VCPU, NULL, "CREATE_VCPU");
    vm->run = map_run(vm);
    vm->memory = map_memory(vm->memory_size);
    give_memory(vm);
}

/* To the host guest code is data that may not be written: KVM takes the write
 * permission of the host's pages over for the guest's, but not execution. */
static void protect(const struct vm *vm, const struct elf_segment *segment)
{
    int prot = segment->prot;
    if (prot & PROT_WRITE)
        return;
    if (prot & PROT_EXEC)
        prot = PROT_READ;
    if (mprotect(vm->memory + segment->start, segment->end - segment->start,
                 prot) == -1)
        die_errno("Could not protect guest memory");
}

void vm_load(struct vm *vm, const struct elf_image *image)
{
    elf_plan(image, HVT_GUEST_MIN_BASE, vm->memory_size, &vm->layout);
    elf_load(image, &vm->layout, vm->memory);
    for (unsigned i = 0; i < vm->layout.count; i++)
        protect(vm, &vm->layout.segment[i]);
    close(image->fd);
    vm->kernel_end = vm->layout.end;
}
