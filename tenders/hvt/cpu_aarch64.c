/* SPDX-License-Identifier: ISC */
/* The virtual processor on aarch64: its registers at start, its exits. */
#include "cpu.h"

#include <string.h>
#include <sys/ioctl.h>

#include "boot_aarch64.h"
#include "hvt_abi.h"
#include "report.h"

/* Addresses of guest memory and hypercalls fit 40 bits, KVM's default. */
#define IPA_BITS 40

/* A machine with shorter addresses makes shorter virtual machines. */
unsigned long cpu_vm_type(int kvm)
{
    int bits = ioctl(kvm, KVM_CHECK_EXTENSION, KVM_CAP_ARM_VM_IPA_SIZE);
    if (bits <= 0 || bits >= IPA_BITS)
        return 0;
    return KVM_VM_TYPE_ARM_IPA_SIZE(bits);
}

static void reset(const struct vm *vm)
{
    struct kvm_vcpu_init init;
    memset(&init, 0, sizeof init);
    vm_request(vm->fd, KVM_ARM_PREFERRED_TARGET, &init, "ARM_PREFERRED_TARGET");
    vm_request(vm->vcpu, KVM_ARM_VCPU_INIT, &init, "ARM_VCPU_INIT");
}

static uint64_t counter_frequency(void)
{
    uint64_t frequency;
    __asm__ __volatile__("mrs %0, cntfrq_el0" : "=r"(frequency));
    return frequency;
}

static void set_register(const struct vm *vm, uint64_t id, uint64_t value)
{
    struct kvm_one_reg request = { .id = id, .addr = (uintptr_t)&value };
    vm_request(vm->vcpu, KVM_SET_ONE_REG, &request, "SET_ONE_REG");
}

static uint64_t get_register(const struct vm *vm, uint64_t id)
{
    uint64_t value = 0;
    struct kvm_one_reg request = { .id = id, .addr = (uintptr_t)&value };
    vm_request(vm->vcpu, KVM_GET_ONE_REG, &request, "GET_ONE_REG");
    return value;
}

static void setup_system_registers(const struct vm *vm)
{
    for (const struct boot_register *reg = boot_registers; reg->id != 0; reg++)
        set_register(vm, reg->id, reg->value);
}

#define CORE(field)                                                            \
    (KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM_CORE |                     \
     KVM_REG_ARM_CORE_REG(field))

/* The stack pointer has to be a multiple of 16. */
void cpu_setup(struct vm *vm, uint64_t entry)
{
    boot_write_tables(vm->memory, vm->memory_size);
    reset(vm);
    setup_system_registers(vm);
    set_register(vm, CORE(regs.pstate), BOOT_PSTATE);
    set_register(vm, CORE(sp_el1), vm->memory_size - 16);
    set_register(vm, CORE(regs.regs[0]), HVT_BOOT_INFO_BASE);
    set_register(vm, CORE(regs.pc), entry);
    vm->cycle_frequency = counter_frequency();
}

static int is_hypercall(uint64_t address, unsigned number)
{
    return address == HVT_HYPERCALL_ADDRESS(number) &&
           number < HVT_HYPERCALL_MAX;
}

int cpu_take_hypercall(const struct vm *vm, struct hypercall *call)
{
    const struct kvm_run *run = vm->run;
    uint32_t argument;
    if (run->exit_reason != KVM_EXIT_MMIO)
        return 0;
    uint64_t address = run->mmio.phys_addr;
    call->number = (unsigned)HVT_HYPERCALL_NR(address);
    if (!run->mmio.is_write || run->mmio.len != 4 ||
        !is_hypercall(address, call->number))
        die("Invalid guest mmio access: mmio=0x%llx len=%u",
            (unsigned long long)address, run->mmio.len);
    memcpy(&argument, run->mmio.data, sizeof argument);
    call->argument = argument;
    return 1;
}

uint64_t cpu_program_counter(const struct vm *vm)
{
    return get_register(vm, CORE(regs.pc));
}

const uint32_t cpu_state_requests[] = { (uint32_t)KVM_GET_ONE_REG, 0 };

static void read_registers(const struct vm *vm, struct hvt_trap_aarch64 *trap)
{
    const uint64_t step = sizeof(uint64_t) / sizeof(uint32_t);
    for (unsigned i = 0; i < 31; i++)
        trap->x[i] = get_register(vm, CORE(regs.regs[0]) + i * step);
    trap->sp = get_register(vm, CORE(sp_el1));
    trap->pc = get_register(vm, CORE(regs.pc));
    trap->pstate = get_register(vm, CORE(regs.pstate));
}

/* x0 to x30, sp, pc, pstate: the order of a core file's registers. Solo5's
 * bindings tell nothing of a trap; ours mark what they tell. */
void cpu_core_registers(const struct vm *vm, const void *from,
                        uint64_t *registers)
{
    struct hvt_trap_aarch64 trap = { 0 };
    if (from != NULL)
        memcpy(&trap, from, sizeof trap);
    if (trap.magic != HVT_TRAP_MAGIC)
        read_registers(vm, &trap);
    memcpy(registers, trap.x, sizeof trap.x);
    registers[31] = trap.sp;
    registers[32] = trap.pc;
    registers[33] = trap.pstate;
}
