/* SPDX-License-Identifier: ISC */
/* Sleeping: wfi, until a device or the virtual timer interrupts (Arm ARM,
 * D12). An interrupt that is masked at the CPU ends it as well. */

#include "bindings.h"
#include "clock.h"
#include "console.h"
#include "cpu.h"
#include "gic.h"
#include "machine.h"
#include "transport_mmio.h"

/* The virtual timer's, on every machine that follows Arm's BSA. */
#define TIMER_INTERRUPT 27u
#define TIMER_ENABLE 1u

void idle_init(void)
{
    gic_init();
    gic_enable(TIMER_INTERRUPT);
}

static void set_timer(uint64_t control)
{
    __asm__ volatile("msr cntv_ctl_el0, %0; isb" ::"r"(control));
}

static void acknowledge(void)
{
    console_acknowledge();
    transport_mmio_acknowledge();
}

void idle_until(uint64_t deadline)
{
    uint64_t now = solo5_clock_monotonic();
    if (deadline <= now)
        return;
    uint64_t wait = clock_cycles(deadline - now), at = cpu_cycles();
    uint64_t end = wait > UINT64_MAX / 2 - at ? UINT64_MAX / 2 : at + wait;
    __asm__ volatile("msr cntv_cval_el0, %0" ::"r"(end));
    set_timer(TIMER_ENABLE);
    __asm__ volatile("dsb sy; wfi" ::: "memory");
    set_timer(0);
    gic_drain(acknowledge);
}
