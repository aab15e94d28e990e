/* SPDX-License-Identifier: ISC */
/* Exceptions: caught by vectors.S, and the registers on the console. */

#include "bindings.h"
#include "hvt_abi.h"
#include "kernel.h"

__attribute__((noreturn)) void trap_handler(unsigned vector);
extern const char trap_vectors[];

/* Written by vectors.S; a cookie is longer than its contents. */
union {
    struct hvt_trap_aarch64 registers;
    char cookie[HVT_HALT_COOKIE_MAX];
} trap_frame;

void trap_init(void)
{
    __asm__ volatile("msr vbar_el1, %0; isb" ::"r"(trap_vectors) : "memory");
}

/* ESR_EL1.EC (Arm ARM, D24.2.40): those that a kernel causes in itself. */
static const char *class_name(uint64_t esr)
{
    switch (esr >> 26 & 0x3f) {
    case 0x00:
        return "undefined instruction";
    case 0x0e:
        return "illegal state";
    case 0x21:
        return "instruction abort";
    case 0x22:
        return "misaligned PC";
    case 0x25:
        return "data abort";
    case 0x26:
        return "misaligned SP";
    case 0x3c:
        return "breakpoint instruction";
    default:
        return "exception";
    }
}

static void show_state(unsigned vector)
{
    const struct hvt_trap_aarch64 *trap = &trap_frame.registers;
    struct line line = { 0 };
    line_text(&line, "trap: type=");
    line_text(&line, class_name(trap->esr));
    line_text(&line, " vector=");
    line_decimal(&line, vector);
    line_text(&line, " esr=");
    line_hex(&line, trap->esr);
    line_text(&line, " pc=");
    line_hex(&line, trap->pc);
    line_text(&line, " sp=");
    line_hex(&line, trap->sp);
    line_text(&line, " pstate=");
    line_hex(&line, trap->pstate);
    line_log(LOG_ERROR, &line);
    log_hex(LOG_ERROR, "trap: far=", trap->far);
}

static void show_registers(const uint64_t *x)
{
    for (unsigned i = 0; i < 31; i += 4) {
        struct line line = { 0 };
        line_text(&line, "trap:");
        for (unsigned j = i; j < i + 4 && j < 31; j++) {
            line_text(&line, " x");
            line_decimal(&line, j);
            line_text(&line, "=");
            line_hex(&line, x[j]);
        }
        line_log(LOG_ERROR, &line);
    }
}

void trap_handler(unsigned vector)
{
    trap_frame.registers.magic = HVT_TRAP_MAGIC;
    show_state(vector);
    show_registers(trap_frame.registers.x);
    panic("Fatal trap", &trap_frame);
}
