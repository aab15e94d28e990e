/* SPDX-License-Identifier: ISC */
/* A small assembler for seccomp filters: a list of allowed system calls with
 * conditions on their arguments; everything else kills the process. */
#ifndef TENDER_BPF_H
#define TENDER_BPF_H

#include <stdint.h>

#include <linux/filter.h>

#define BPF_ANY_LENGTH 4096 /* the kernel's limit for one filter */

struct bpf_program {
    unsigned length;
    struct sock_filter code[BPF_ANY_LENGTH];
};

/* A forward jump that has to be told where it lands. */
typedef unsigned bpf_jump_t;

/* Starts the filter: foreign system call conventions kill the process. */
void bpf_begin(struct bpf_program *program);

/* Allows system call (nr) whatever its arguments are. */
void bpf_allow(struct bpf_program *program, unsigned nr);

/* Opens the rules of system call (nr), or of (nr) and (twin). */
bpf_jump_t bpf_begin_call(struct bpf_program *program, unsigned nr);
bpf_jump_t bpf_begin_calls(struct bpf_program *program, unsigned nr,
                           unsigned twin);

/* Closes the rules: what they did not allow kills the process. */
void bpf_end_call(struct bpf_program *program, bpf_jump_t call);

/* Inside the rules of a call: allows it when the low 32 bits of argument (n)
 * equal (value). Descriptors, clock ids and options are 32-bit integers to
 * the kernel, which ignores the upper half. */
void bpf_allow_if(struct bpf_program *program, unsigned n, uint32_t value);

/* Conditions of one alternative: until bpf_or(), all must hold. */
struct bpf_alternative {
    unsigned count;
    bpf_jump_t failed[8];
};

void bpf_require_equal32(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint32_t value);
void bpf_require_equal64(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint64_t value);
void bpf_require_at_most(struct bpf_program *program,
                         struct bpf_alternative *alternative, unsigned n,
                         uint64_t limit);

/* Allows the call when the conditions held; else the next rule is tried. */
void bpf_or(struct bpf_program *program, struct bpf_alternative *alternative);

/* Ends the filter and puts this process under it, for good. */
void bpf_enforce(struct bpf_program *program);

#endif
