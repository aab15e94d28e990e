/* SPDX-License-Identifier: ISC */
/* The first I/O APIC (Intel 82093AA data sheet), where every PC has it. A
 * machine without one reads as nothing and takes all writes: what would have
 * interrupted is then found at the next look. */

#include "bindings.h"
#include "idle.h"
#include "interrupt.h"
#include "io_apic.h"
#include "kernel.h"

#define IO_APIC 0xfec00000u
#define SELECT 0x00u
#define WINDOW 0x10u
#define REDIRECTION 0x10u /* two registers each */

/* Edge-triggered and active high, as the ISA bus is; fixed delivery. */
#define TO_DEVICE ((uint32_t)INTERRUPT_DEVICE)

static void write(unsigned index, uint32_t value)
{
    *(volatile uint32_t *)(uintptr_t)(IO_APIC + SELECT) = index;
    *(volatile uint32_t *)(uintptr_t)(IO_APIC + WINDOW) = value;
}

void io_apic_map(void)
{
    paging_map(IO_APIC, IO_APIC + PAGE_SIZE, PAGE_IO);
}

void io_apic_route(unsigned number)
{
    write(REDIRECTION + 2 * number + 1, idle_processor() << 24);
    write(REDIRECTION + 2 * number, TO_DEVICE);
}
