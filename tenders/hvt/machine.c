/* SPDX-License-Identifier: ISC */
/* Runs the virtual processor and serves what it stops for. */
#include "machine.h"

#include <errno.h>
#include <sys/ioctl.h>

#include "cpu.h"
#include "guest_memory.h"
#include "hvt_abi.h"
#include "hypercalls.h"
#include "report.h"

static unsigned long long where(const struct vm *vm)
{
    return cpu_program_counter(vm);
}

/* KVM answers EFAULT when the guest touches memory that the host protects. */
static void enter_guest(const struct vm *vm)
{
    while (ioctl(vm->vcpu, KVM_RUN, NULL) == -1) {
        if (errno == EFAULT)
            die("KVM: host/guest translation fault: pc=0x%llx", where(vm));
        if (errno != EINTR)
            die_errno("KVM: RUN failed");
    }
}

static _Noreturn void refuse_exit(const struct vm *vm)
{
    const struct kvm_run *run = vm->run;
    if (run->exit_reason == KVM_EXIT_FAIL_ENTRY)
        die("KVM: entry failure: hw_entry_failure_reason=0x%llx",
            (unsigned long long)run->fail_entry.hardware_entry_failure_reason);
    if (run->exit_reason == KVM_EXIT_INTERNAL_ERROR)
        die("KVM: internal error exit: suberror=0x%x, pc=0x%llx",
            run->internal.suberror, where(vm));
    if (run->exit_reason == KVM_EXIT_SHUTDOWN)
        die("KVM: the guest faulted while handling a fault: pc=0x%llx",
            where(vm));
    die("KVM: unhandled exit: exit_reason=0x%x, pc=0x%llx", run->exit_reason,
        where(vm));
}

static int halt(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_halt call;
    const void *cookie = NULL;
    guest_fetch(&machine->vm, gpa, &call, sizeof call);
    if (call.cookie != 0)
        cookie = guest_readable(&machine->vm, call.cookie, HVT_HALT_COOKIE_MAX);
    dumpcore_at_halt(machine->dumpcore, &machine->vm, call.exit_status, cookie);
    return call.exit_status;
}

int machine_run(struct machine *machine)
{
    struct hypercall call;
    for (;;) {
        enter_guest(&machine->vm);
        if (!cpu_take_hypercall(&machine->vm, &call))
            refuse_exit(&machine->vm);
        if (call.number == HVT_HYPERCALL_HALT)
            return halt(machine, call.argument);
        hypercalls_serve(machine, call.number, call.argument);
    }
}
