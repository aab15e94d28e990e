/* SPDX-License-Identifier: ISC */
/* Arm IHI 0048 (GICv2) and IHI 0069 (GICv3). */

#include "gic.h"

#include <stdint.h>

#include "board.h"

enum {
    GICD_CTLR = 0x000,
    GICD_IGROUPR = 0x080,
    GICD_ISENABLER = 0x100,
    GICD_ITARGETSR = 0x800,
    GICD_ICFGR = 0xc00,
    GICC_CTLR = 0x00,
    GICC_PMR = 0x04,
    GICC_IAR = 0x0c,
    GICC_EOIR = 0x10,
    GICR_WAKER = 0x14,
    GICR_SGI = 0x10000 /* the second frame */
};

#define ENABLE_GROUPS 3u
#define ENABLE_ARE (1u << 4)
#define WAKER_SLEEP (1u << 1)
#define WAKER_ASLEEP (1u << 2)
#define LOWEST_PRIORITY 0xffu
#define CONFIG_EDGE 2u /* of two bits each */
#define SPURIOUS 1020u /* and above */
#define PRIVATE 32u    /* below */

static volatile uint32_t *reg(uintptr_t base, unsigned offset)
{
    return (volatile uint32_t *)(base + offset);
}

static void init_2(void)
{
    *reg(board.gic, GICD_CTLR) = 1;
    *reg(board.gic_cpu, GICC_PMR) = LOWEST_PRIORITY;
    *reg(board.gic_cpu, GICC_CTLR) = 1;
}

/* System registers by their encodings: ICC_SRE, ICC_PMR, ICC_IGRPEN1. */
static void init_3(void)
{
    *reg(board.gic, GICD_CTLR) = ENABLE_GROUPS | ENABLE_ARE;
    *reg(board.gic_cpu, GICR_WAKER) &= ~WAKER_SLEEP;
    while (*reg(board.gic_cpu, GICR_WAKER) & WAKER_ASLEEP)
        ;
    __asm__ volatile("msr s3_0_c12_c12_5, %0; isb" ::"r"(1ull));
    __asm__ volatile("msr s3_0_c4_c6_0, %0" ::"r"((uint64_t)LOWEST_PRIORITY));
    __asm__ volatile("msr s3_0_c12_c12_7, %0; isb" ::"r"(1ull));
}

void gic_init(void)
{
    if (board.gic_version == 2)
        init_2();
    else
        init_3();
}

static void enable_2(unsigned interrupt)
{
    if (interrupt >= PRIVATE)
        ((volatile uint8_t *)(board.gic + GICD_ITARGETSR))[interrupt] = 1;
    *reg(board.gic, GICD_ISENABLER + interrupt / 32 * 4) = 1u << interrupt % 32;
}

static void enable_3(unsigned interrupt)
{
    uintptr_t base = interrupt < PRIVATE ? board.gic_cpu + GICR_SGI : board.gic;
    *reg(base, GICD_IGROUPR + interrupt / 32 * 4) |= 1u << interrupt % 32;
    *reg(base, GICD_ISENABLER + interrupt / 32 * 4) = 1u << interrupt % 32;
}

void gic_enable(unsigned interrupt)
{
    if (board.gic_version == 2)
        enable_2(interrupt);
    else
        enable_3(interrupt);
}

void gic_set_edge(unsigned interrupt)
{
    *reg(board.gic, GICD_ICFGR + interrupt / 16 * 4) |= CONFIG_EDGE
                                                        << interrupt % 16 * 2;
}

static uint32_t acknowledge(void)
{
    uint64_t number;
    if (board.gic_version == 2)
        return *reg(board.gic_cpu, GICC_IAR);
    __asm__ volatile("mrs %0, s3_0_c12_c12_0; dsb sy" : "=r"(number));
    return (uint32_t)number;
}

static void end(uint32_t number)
{
    if (board.gic_version == 2)
        *reg(board.gic_cpu, GICC_EOIR) = number;
    else
        __asm__ volatile("msr s3_0_c12_c12_1, %0; isb" ::"r"((uint64_t)number));
}

void gic_drain(void (*taken)(void))
{
    uint32_t number;
    while (((number = acknowledge()) & 0x3ff) < SPURIOUS) {
        taken();
        end(number);
    }
}
