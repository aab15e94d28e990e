/* SPDX-License-Identifier: ISC */
/* The virtual processor on x86_64: its registers at start, its exits. */
#include "cpu.h"

#include <errno.h>
#include <stdalign.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/user.h>

#include "boot_x86_64.h"
#include "hvt_abi.h"
#include "report.h"

#define RFLAGS_RESERVED 0x2 /* bit 1 is always set */
#define CPUID_MAX 100

unsigned long cpu_vm_type(int kvm)
{
    (void)kvm;
    return 0;
}

/* The guest sees the processor that KVM can offer here. */
static void setup_cpuid(const struct vm *vm)
{
    static alignas(8) uint8_t room[sizeof(struct kvm_cpuid2) +
                                   CPUID_MAX * sizeof(struct kvm_cpuid_entry2)];
    struct kvm_cpuid2 *cpuid = (void *)room;
    cpuid->nent = CPUID_MAX;
    vm_request(vm->kvm, KVM_GET_SUPPORTED_CPUID, cpuid, "GET_SUPPORTED_CPUID");
    vm_request(vm->vcpu, KVM_SET_CPUID2, cpuid, "SET_CPUID2");
}

static uint64_t counter_frequency(const struct vm *vm)
{
    if (ioctl(vm->kvm, KVM_CHECK_EXTENSION, KVM_CAP_GET_TSC_KHZ) != 1)
        die("KVM: host does not support KVM_CAP_GET_TSC_KHZ");
    int khz = ioctl(vm->vcpu, KVM_GET_TSC_KHZ);
    if (khz == -1 && errno == EIO)
        die("KVM: host TSC is unstable, cannot continue");
    if (khz <= 0)
        die_errno("KVM: GET_TSC_KHZ failed");
    return (uint64_t)khz * 1000;
}

/* The ABI wants (rsp + 8) to be a multiple of 16 where a function begins. */
static void setup_registers(const struct vm *vm, uint64_t entry)
{
    struct kvm_regs registers = {
        .rip = entry,
        .rsp = vm->memory_size - 8,
        .rdi = HVT_BOOT_INFO_BASE,
        .rflags = RFLAGS_RESERVED,
    };
    vm_request(vm->vcpu, KVM_SET_REGS, &registers, "SET_REGS");
}

void cpu_setup(struct vm *vm, uint64_t entry)
{
    struct kvm_sregs special = { 0 };
    boot_write_tables(vm->memory, vm->memory_size);
    setup_cpuid(vm);
    boot_fill_registers(&special);
    vm_request(vm->vcpu, KVM_SET_SREGS, &special, "SET_SREGS");
    setup_registers(vm, entry);
    vm->cycle_frequency = counter_frequency(vm);
}

int cpu_take_hypercall(const struct vm *vm, struct hypercall *call)
{
    const struct kvm_run *run = vm->run;
    uint32_t argument;
    if (run->exit_reason != KVM_EXIT_IO)
        return 0;
    if (run->io.direction != KVM_EXIT_IO_OUT || run->io.size != 4 ||
        run->io.count != 1 || run->io.port < HVT_HYPERCALL_PIO_BASE ||
        run->io.port >= HVT_HYPERCALL_PIO_BASE + HVT_HYPERCALL_MAX)
        die("Invalid guest port access: port=0x%x", run->io.port);
    memcpy(&argument, (const uint8_t *)run + run->io.data_offset,
           sizeof argument);
    call->number = run->io.port - HVT_HYPERCALL_PIO_BASE;
    call->argument = argument;
    return 1;
}

uint64_t cpu_program_counter(const struct vm *vm)
{
    struct kvm_regs registers;
    vm_request(vm->vcpu, KVM_GET_REGS, &registers, "GET_REGS");
    return registers.rip;
}

const uint32_t cpu_state_requests[] = { KVM_GET_REGS, KVM_GET_SREGS, 0 };

static void copy_general(struct user_regs_struct *to,
                         const struct kvm_regs *from)
{
    to->rax = from->rax;
    to->rbx = from->rbx;
    to->rcx = from->rcx;
    to->rdx = from->rdx;
    to->rsi = from->rsi;
    to->rdi = from->rdi;
    to->rbp = from->rbp;
    to->rsp = from->rsp;
    to->r8 = from->r8;
    to->r9 = from->r9;
    to->r10 = from->r10;
    to->r11 = from->r11;
    to->r12 = from->r12;
    to->r13 = from->r13;
    to->r14 = from->r14;
    to->r15 = from->r15;
    to->rip = from->rip;
    to->eflags = from->rflags;
}

static void copy_segments(struct user_regs_struct *to,
                          const struct kvm_sregs *from)
{
    to->cs = from->cs.selector;
    to->ss = from->ss.selector;
    to->ds = from->ds.selector;
    to->es = from->es.selector;
    to->fs = from->fs.selector;
    to->gs = from->gs.selector;
    to->fs_base = from->fs.base;
    to->gs_base = from->gs.base;
}

/* Only our bindings tell all registers; Solo5's end with ss. */
static void copy_trapped_general(struct user_regs_struct *to, const uint64_t *r)
{
    to->rax = r[0];
    to->rbx = r[1];
    to->rcx = r[2];
    to->rdx = r[3];
    to->rsi = r[4];
    to->rdi = r[5];
    to->rbp = r[6];
    to->r8 = r[7];
    to->r9 = r[8];
    to->r10 = r[9];
    to->r11 = r[10];
    to->r12 = r[11];
    to->r13 = r[12];
    to->r14 = r[13];
    to->r15 = r[14];
}

static void copy_trap(struct user_regs_struct *to, const void *from)
{
    struct hvt_trap_x86_64 trap;
    memcpy(&trap, from, sizeof trap);
    to->rip = trap.rip;
    to->cs = trap.cs;
    to->eflags = trap.rflags;
    to->rsp = trap.rsp;
    to->ss = trap.ss;
    if (trap.magic == HVT_TRAP_MAGIC)
        copy_trapped_general(to, trap.r);
}

void cpu_core_registers(const struct vm *vm, const void *trap,
                        uint64_t *registers)
{
    struct user_regs_struct user = { 0 };
    struct kvm_regs general;
    struct kvm_sregs special;
    vm_request(vm->vcpu, KVM_GET_REGS, &general, "GET_REGS");
    vm_request(vm->vcpu, KVM_GET_SREGS, &special, "GET_SREGS");
    copy_general(&user, &general);
    copy_segments(&user, &special);
    if (trap != NULL)
        copy_trap(&user, trap);
    memcpy(registers, &user, sizeof user);
}
