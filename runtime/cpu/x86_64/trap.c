/* SPDX-License-Identifier: ISC */
/* Exceptions: descriptor tables that catch them all, on a stack of their own,
 * and the registers on the console. */

#include <string.h>

#include "bindings.h"
#include "hvt_abi.h"
#include "interrupt.h"
#include "kernel.h"

#define EXCEPTIONS 32u
#define VECTORS 48u
#define STUB_SIZE 16u

/* As vectors.S leaves it. */
struct trap_stack {
    uint64_t r[15];
    uint64_t vector, ec, rip, cs, rflags, rsp, ss;
};

__attribute__((noreturn)) void trap_handler(const struct trap_stack *stack);
extern const char trap_stubs[];

enum { SELECTOR_CODE = 8, SELECTOR_DATA = 16, SELECTOR_TSS = 24 };

#define DESCRIPTOR_CODE 0x00af9b000000ffffu /* 64-bit, ring 0 */
#define DESCRIPTOR_DATA 0x00cf93000000ffffu

struct tss {
    uint32_t reserved0;
    uint64_t rsp[3];
    uint64_t reserved1;
    uint64_t ist[7];
    uint64_t reserved2;
    uint16_t reserved3;
    uint16_t io_map;
} __attribute__((packed));

struct gate {
    uint16_t offset_low;
    uint16_t selector;
    uint8_t ist;
    uint8_t type;
    uint16_t offset_middle;
    uint32_t offset_high;
    uint32_t reserved;
};

struct table_register {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

static uint64_t gdt[5];
static struct gate idt[VECTORS];
static struct tss tss;
static char trap_stack[8192] __attribute__((aligned(16)));

/* Intel SDM 3A, 7.2.3: a system descriptor is two entries long. */
static void describe_tss(uint64_t *entry)
{
    uint64_t base = (uintptr_t)&tss, limit = sizeof tss - 1;
    tss.ist[0] = (uintptr_t)(trap_stack + sizeof trap_stack);
    tss.io_map = sizeof tss;
    entry[0] = limit | (base & 0xffffff) << 16 | 0x89ull << 40 |
               (base >> 24 & 0xff) << 56;
    entry[1] = base >> 32;
}

static void load_gdt(void)
{
    struct table_register gdtr = { sizeof gdt - 1, (uintptr_t)gdt };
    gdt[SELECTOR_CODE / 8] = DESCRIPTOR_CODE;
    gdt[SELECTOR_DATA / 8] = DESCRIPTOR_DATA;
    describe_tss(&gdt[SELECTOR_TSS / 8]);
    __asm__ volatile("lgdt %0\n\t"
                     "pushq %1\n\t"
                     "leaq 1f(%%rip), %%rax\n\t"
                     "pushq %%rax\n\t"
                     "lretq\n"
                     "1:\n\t"
                     "movl %2, %%eax\n\t"
                     "movl %%eax, %%ss\n\t"
                     "movl %%eax, %%ds\n\t"
                     "movl %%eax, %%es\n\t"
                     "xorl %%eax, %%eax\n\t"
                     "movl %%eax, %%fs\n\t"
                     "movl %%eax, %%gs\n\t"
                     "ltr %w3"
                     :
                     : "m"(gdtr), "i"(SELECTOR_CODE), "i"(SELECTOR_DATA),
                       "r"(SELECTOR_TSS)
                     : "rax", "memory");
}

static void set_gate(unsigned vector, uintptr_t stub, uint8_t ist)
{
    idt[vector] = (struct gate){
        .offset_low = (uint16_t)stub,
        .selector = SELECTOR_CODE,
        .ist = ist,
        .type = 0x8e, /* present, interrupt gate */
        .offset_middle = (uint16_t)(stub >> 16),
        .offset_high = (uint32_t)(stub >> 32),
    };
}

static void load_idt(void)
{
    struct table_register idtr = { sizeof idt - 1, (uintptr_t)idt };
    for (unsigned i = 0; i < EXCEPTIONS; i++)
        set_gate(i, (uintptr_t)trap_stubs + i * STUB_SIZE, 1);
    __asm__ volatile("lidt %0" ::"m"(idtr));
}

void trap_init(void)
{
    load_gdt();
    load_idt();
}

void trap_interrupt(unsigned vector, const char *stub)
{
    REQUIRE(vector >= EXCEPTIONS && vector < VECTORS);
    set_gate(vector, (uintptr_t)stub, 0);
}

static const char *trap_name(uint64_t vector)
{
    static const char names[EXCEPTIONS][4] = {
        "#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM",
        "#DF", "#9",  "#TS", "#NP", "#SS", "#GP", "#PF", "#15",
        "#MF", "#AC", "#MC", "#XM", "#VE", "#CP",
    };
    return vector < EXCEPTIONS && names[vector][0] ? names[vector] : "#??";
}

static void show_state(const struct hvt_trap_x86_64 *trap)
{
    struct line line = { 0 };
    line_text(&line, "trap: type=");
    line_text(&line, trap_name(trap->vector));
    line_text(&line, " ec=");
    line_hex(&line, trap->ec);
    line_text(&line, " rip=");
    line_hex(&line, trap->rip);
    line_text(&line, " rsp=");
    line_hex(&line, trap->rsp);
    line_text(&line, " rflags=");
    line_hex(&line, trap->rflags);
    line_log(LOG_ERROR, &line);
    if (trap->vector == 14)
        log_hex(LOG_ERROR, "trap: cr2=", trap->cr2);
}

static void show_registers(const uint64_t *r)
{
    static const char names[15][4] = {
        "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8",
        "r9",  "r10", "r11", "r12", "r13", "r14", "r15",
    };
    for (unsigned i = 0; i < 15; i += 5) {
        struct line line = { 0 };
        line_text(&line, "trap:");
        for (unsigned j = i; j < i + 5; j++) {
            line_text(&line, " ");
            line_text(&line, names[j]);
            line_text(&line, "=");
            line_hex(&line, r[j]);
        }
        line_log(LOG_ERROR, &line);
    }
}

void trap_handler(const struct trap_stack *stack)
{
    static struct hvt_trap_x86_64 trap;
    /* A cookie is this long, whatever it holds. */
    static char cookie[HVT_HALT_COOKIE_MAX];
    __asm__ volatile("movq %%cr2, %0" : "=r"(trap.cr2));
    trap.ec = stack->ec;
    trap.rip = stack->rip;
    trap.cs = stack->cs;
    trap.rflags = stack->rflags;
    trap.rsp = stack->rsp;
    trap.ss = stack->ss;
    trap.magic = HVT_TRAP_MAGIC;
    memcpy(trap.r, stack->r, sizeof trap.r);
    trap.vector = stack->vector;
    memcpy(cookie, &trap, sizeof trap);
    show_state(&trap);
    show_registers(trap.r);
    panic("Fatal trap", cookie);
}
