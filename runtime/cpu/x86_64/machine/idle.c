/* SPDX-License-Identifier: ISC */
/* Sleeping: hlt, until a device or the local APIC's timer interrupts (Intel
 * SDM 3A, chapter 11). Interrupts are on during the hlt only, so that nothing
 * else has to expect them. */

#include "bindings.h"
#include "cpu.h"
#include "interrupt.h"
#include "kernel.h"
#include "msr.h"
#include "ports.h"
#include "clock.h"
#include "idle.h"
#include "machine.h"

#define MSR_APIC_BASE 0x1bu
#define APIC_BASE_ENABLE (1u << 11)
#define APIC_BASE_ADDRESS 0xffffff000u

enum {
    APIC_ID = 0x20,
    APIC_TASK_PRIORITY = 0x80,
    APIC_EOI = 0xb0,
    APIC_SPURIOUS = 0xf0,
    APIC_LVT_TIMER = 0x320,
    APIC_LVT_LINT0 = 0x350,
    APIC_LVT_LINT1 = 0x360,
    APIC_TIMER_INITIAL = 0x380,
    APIC_TIMER_CURRENT = 0x390,
    APIC_TIMER_DIVIDE = 0x3e0
};

#define SPURIOUS_ENABLE (1u << 8)
#define LVT_MASKED (1u << 16)
#define DIVIDE_BY_16 3u

/* The two old interrupt controllers, which are not used. */
#define PIC_MASTER_DATA 0x21u
#define PIC_SLAVE_DATA 0xa1u

/* How long the timer's rate is measured, and how often. */
#define MEASURED_NS 500000u
#define MEASUREMENTS 2u

extern const char interrupt_stub[], interrupt_spurious[];
volatile uint32_t *interrupt_eoi;

static volatile char *apic;
static uint64_t counts_per_ms;

static volatile uint32_t *apic_register(unsigned offset)
{
    return (volatile uint32_t *)(apic + offset);
}

/* Who measures may be kept from it at any moment: the cycles are counted around
 * the timer's counts, so that a rate can be too low only, and sleep too short.
 */
static uint64_t measured_counts_per_ms(void)
{
    uint64_t least = clock_cycles(MEASURED_NS), start = cpu_cycles();
    *apic_register(APIC_TIMER_INITIAL) = UINT32_MAX;
    while (cpu_cycles() - start < least)
        ;
    uint64_t counted = UINT32_MAX - *apic_register(APIC_TIMER_CURRENT);
    uint64_t elapsed = cpu_cycles() - start;
    return counted * least / elapsed * (1000000u / MEASURED_NS);
}

static void measure_timer(void)
{
    *apic_register(APIC_TIMER_DIVIDE) = DIVIDE_BY_16;
    *apic_register(APIC_LVT_TIMER) = LVT_MASKED;
    for (unsigned i = 0; i < MEASUREMENTS; i++) {
        uint64_t measured = measured_counts_per_ms();
        if (measured > counts_per_ms)
            counts_per_ms = measured;
    }
    *apic_register(APIC_TIMER_INITIAL) = 0;
    REQUIRE(counts_per_ms > 0);
}

void idle_init(void)
{
    uint64_t base = msr_read(MSR_APIC_BASE);
    apic = (volatile char *)(base & APIC_BASE_ADDRESS);
    msr_write(MSR_APIC_BASE, base | APIC_BASE_ENABLE);
    port_out8(PIC_MASTER_DATA, 0xff);
    port_out8(PIC_SLAVE_DATA, 0xff);
    interrupt_eoi = apic_register(APIC_EOI);
    trap_interrupt(INTERRUPT_TIMER, interrupt_stub);
    trap_interrupt(INTERRUPT_DEVICE, interrupt_stub);
    trap_interrupt(INTERRUPT_SPURIOUS, interrupt_spurious);
    *apic_register(APIC_TASK_PRIORITY) = 0;
    *apic_register(APIC_LVT_LINT0) = LVT_MASKED;
    *apic_register(APIC_LVT_LINT1) = LVT_MASKED;
    *apic_register(APIC_SPURIOUS) = SPURIOUS_ENABLE | INTERRUPT_SPURIOUS;
    measure_timer();
    *apic_register(APIC_LVT_TIMER) = INTERRUPT_TIMER;
}

uintptr_t idle_registers(void)
{
    return (uintptr_t)apic;
}

uint32_t idle_processor(void)
{
    return *apic_register(APIC_ID) >> 24;
}

/* Intel SDM 3A, 11.11.1: to one processor, whatever runs there. */
uint32_t idle_message_address(void)
{
    return 0xfee00000u | idle_processor() << 12;
}

/* Counts of the timer; what is longer than it can count ends early. */
static uint32_t counts(uint64_t nanoseconds)
{
    uint64_t most = UINT32_MAX / counts_per_ms * 1000000u;
    if (nanoseconds > most)
        nanoseconds = most;
    uint64_t found = nanoseconds * counts_per_ms / 1000000u;
    return found ? (uint32_t)found : 1;
}

void idle_until(uint64_t deadline)
{
    uint64_t now = solo5_clock_monotonic();
    if (deadline <= now)
        return;
    *apic_register(APIC_TIMER_INITIAL) = counts(deadline - now);
    /* sti lets nothing in before the next instruction has begun. */
    __asm__ volatile("sti; hlt; cli" ::: "memory");
    *apic_register(APIC_TIMER_INITIAL) = 0;
}
