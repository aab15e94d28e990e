/* SPDX-License-Identifier: ISC */
/* Conditional jumps reach 255 instructions and a filter for 63 devices is
 * longer, so every condition skips over an unconditional jump (32 bits). */
#include "bpf.h"

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/seccomp.h>

#include "arch.h"
#include "report.h"

#define FIELD(name) ((uint32_t)offsetof(struct seccomp_data, name))

static void emit(struct bpf_program *program, uint16_t code, uint8_t if_true,
                 uint8_t if_false, uint32_t value)
{
    if (program->length == BPF_ANY_LENGTH)
        die("Too many devices for one system call filter");
    program->code[program->length++] =
        (struct sock_filter){ code, if_true, if_false, value };
}

static void load(struct bpf_program *program, uint32_t field)
{
    emit(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, field);
}

/* seccomp_data holds arguments in the processor's order: little-endian. */
static void load_low(struct bpf_program *program, unsigned n)
{
    load(program, FIELD(args) + n * (uint32_t)sizeof(uint64_t));
}

static void load_high(struct bpf_program *program, unsigned n)
{
    load(program, FIELD(args) + n * (uint32_t)sizeof(uint64_t) +
                      (uint32_t)sizeof(uint32_t));
}

static void conclude(struct bpf_program *program, uint32_t action)
{
    emit(program, BPF_RET | BPF_K, 0, 0, action);
}

static bpf_jump_t jump(struct bpf_program *program)
{
    emit(program, BPF_JMP | BPF_JA, 0, 0, 0);
    return program->length - 1;
}

static void land(struct bpf_program *program, bpf_jump_t from)
{
    program->code[from].k = program->length - from - 1;
}

static void skip_if(struct bpf_program *program, uint16_t test, uint32_t value,
                    uint8_t if_true, uint8_t if_false)
{
    emit(program, BPF_JMP | BPF_K | test, if_true, if_false, value);
}

void bpf_begin(struct bpf_program *program)
{
    program->length = 0;
    load(program, FIELD(arch));
    skip_if(program, BPF_JEQ, arch_audit, 1, 0);
    conclude(program, SECCOMP_RET_KILL_PROCESS);
}

void bpf_allow(struct bpf_program *program, unsigned nr)
{
    load(program, FIELD(nr));
    skip_if(program, BPF_JEQ, nr, 0, 1);
    conclude(program, SECCOMP_RET_ALLOW);
}

bpf_jump_t bpf_begin_call(struct bpf_program *program, unsigned nr)
{
    load(program, FIELD(nr));
    skip_if(program, BPF_JEQ, nr, 1, 0);
    return jump(program);
}

bpf_jump_t bpf_begin_calls(struct bpf_program *program, unsigned nr,
                           unsigned twin)
{
    load(program, FIELD(nr));
    skip_if(program, BPF_JEQ, nr, 2, 0);
    skip_if(program, BPF_JEQ, twin, 1, 0);
    return jump(program);
}

void bpf_end_call(struct bpf_program *program, bpf_jump_t call)
{
    conclude(program, SECCOMP_RET_KILL_PROCESS);
    land(program, call);
}

void bpf_allow_if(struct bpf_program *program, unsigned n, uint32_t value)
{
    load_low(program, n);
    skip_if(program, BPF_JEQ, value, 0, 1);
    conclude(program, SECCOMP_RET_ALLOW);
}

static void require(struct bpf_program *program,
                    struct bpf_alternative *alternative)
{
    alternative->failed[alternative->count++] = jump(program);
}

void bpf_require_equal32(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint32_t value)
{
    load_low(program, n);
    skip_if(program, BPF_JEQ, value, 1, 0);
    require(program, alternative);
}

void bpf_require_equal64(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint64_t value)
{
    load_high(program, n);
    skip_if(program, BPF_JEQ, (uint32_t)(value >> 32), 1, 0);
    require(program, alternative);
    bpf_require_equal32(program, alternative, n, (uint32_t)value);
}

/* Upper half below the limit's: fine. Equal: the lower half decides. */
void bpf_require_at_most(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint64_t limit)
{
    uint32_t high = (uint32_t)(limit >> 32);
    load_high(program, n);
    skip_if(program, BPF_JGE, high, 0, 4);
    skip_if(program, BPF_JGT, high, 2, 0);
    load_low(program, n);
    skip_if(program, BPF_JGT, (uint32_t)limit, 0, 1);
    require(program, alternative);
}

void bpf_or(struct bpf_program *program, struct bpf_alternative *alternative)
{
    conclude(program, SECCOMP_RET_ALLOW);
    while (alternative->count > 0)
        land(program, alternative->failed[--alternative->count]);
}

void bpf_enforce(struct bpf_program *program)
{
    conclude(program, SECCOMP_RET_KILL_PROCESS);
    struct sock_fprog filter = { (unsigned short)program->length,
                                 program->code };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
        die_errno("Could not give up new privileges");
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == -1)
        die_errno("Could not install the system call filter");
}
