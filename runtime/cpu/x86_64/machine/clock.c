/* SPDX-License-Identifier: ISC */
/* Time. Under KVM the host keeps a page from which the time is computed
 * (Documentation/virt/kvm/x86/msr.rst, pvclock). Elsewhere monotonic time is
 * the cycle counter at a rate that the hypervisor tells, or that is measured
 * with the PIT, and wall time the RTC's at boot. */

#include "bindings.h"
#include "cpu.h"
#include "kvm.h"
#include "ports.h"
#include "clock.h"
#include "machine.h"

/* A fraction of 2^32. */
#define SHIFT 32

static bool pvclock;
/* Of the cycle counter: nanoseconds per cycle, and cycles per nanosecond. */
static uint64_t scale, unscale;
/* Wall time at monotonic zero, where there is no pvclock. */
static uint64_t wall_start;

/* --- the PIT (Intel 8254), channel 2, whose gate is in port 0x61 --- */

#define PIT_HZ 1193182u
#define PIT_CHANNEL_2 0x42u
#define PIT_COMMAND 0x43u
#define PIT_ONE_SHOT 0xb0u /* channel 2, both bytes, mode 0, binary */
#define GATE_PORT 0x61u
#define GATE_ON 0x01u
#define GATE_SPEAKER 0x02u
#define GATE_OUT 0x20u
#define MEASURED_TICKS (PIT_HZ / 400) /* 2.5 ms */
#define MEASUREMENTS 4u
#define CLOSE 128u /* two that differ by less than this part of them */

static uint64_t measure(void)
{
    uint8_t gate = port_in8(GATE_PORT) & (uint8_t)~(GATE_ON | GATE_SPEAKER);
    port_out8(GATE_PORT, gate);
    port_out8(PIT_COMMAND, PIT_ONE_SHOT);
    port_out8(PIT_CHANNEL_2, MEASURED_TICKS & 0xff);
    port_out8(PIT_CHANNEL_2, MEASURED_TICKS >> 8);
    uint64_t before = cpu_cycles();
    port_out8(GATE_PORT, gate | GATE_ON);
    while (!(port_in8(GATE_PORT) & GATE_OUT))
        __asm__ volatile("pause");
    return (cpu_cycles() - before) * PIT_HZ / MEASURED_TICKS;
}

/* Who measures may be kept from it at any moment, and then counts too many
 * cycles: the least is the truest, and two that agree were not kept. */
static uint64_t measured_frequency(void)
{
    uint64_t least = measure();
    for (unsigned i = 1; i < MEASUREMENTS; i++) {
        uint64_t next = measure();
        uint64_t apart = next > least ? next - least : least - next;
        if (next < least)
            least = next;
        if (apart < least / CLOSE)
            break;
    }
    return least;
}

/* --- what the processor and the hypervisor tell --- */

#define CPUID_1_ECX_HYPERVISOR (1u << 31)
#define LEAF_CRYSTAL 0x15u
#define LEAF_TSC_KHZ 0x40000010u /* by VMware, KVM and others */

static uint64_t told_frequency(void)
{
    if (cpu_id(1).ecx & CPUID_1_ECX_HYPERVISOR &&
        cpu_id(HYPERVISOR_LEAVES).eax >= LEAF_TSC_KHZ)
        return cpu_id(LEAF_TSC_KHZ).eax * (uint64_t)1000;
    if (cpu_id(0).eax < LEAF_CRYSTAL)
        return 0;
    struct cpuid crystal = cpu_id(LEAF_CRYSTAL);
    return crystal.eax ? (uint64_t)crystal.ecx * crystal.ebx / crystal.eax : 0;
}

/* --- the RTC (MC146818A data sheet) --- */

#define RTC_INDEX 0x70u
#define RTC_DATA 0x71u

enum {
    RTC_SECONDS = 0,
    RTC_MINUTES = 2,
    RTC_HOURS = 4,
    RTC_DAY = 7,
    RTC_MONTH = 8,
    RTC_YEAR = 9,
    RTC_STATUS_A = 10,
    RTC_STATUS_B = 11
};

#define RTC_UPDATING 0x80u /* in status A */
#define RTC_24_HOURS 0x02u /* in status B */
#define RTC_BINARY 0x04u
#define RTC_PM 0x80u

static uint8_t rtc_read(uint8_t index)
{
    port_out8(RTC_INDEX, index);
    return port_in8(RTC_DATA);
}

static unsigned from_bcd(unsigned value)
{
    return (value >> 4) * 10 + (value & 15);
}

static unsigned rtc_number(uint8_t index, uint8_t status)
{
    unsigned value = rtc_read(index);
    return status & RTC_BINARY ? value : from_bcd(value);
}

static unsigned rtc_hour(uint8_t status)
{
    unsigned raw = rtc_read(RTC_HOURS), hour = raw & (uint8_t)~RTC_PM;
    if (!(status & RTC_BINARY))
        hour = from_bcd(hour);
    if (status & RTC_24_HOURS)
        return hour;
    return hour % 12 + (raw & RTC_PM ? 12 : 0);
}

/* Days since 1970-01-01, of a date of this century (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
static uint64_t days(unsigned year, unsigned month, unsigned day)
{
    unsigned y = year - (month <= 2);
    unsigned of_era = y % 400;
    unsigned of_year =
        (153 * (month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
    unsigned in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (uint64_t)(y / 400) * 146097 + in_era - 719468;
}

static uint64_t rtc_seconds(void)
{
    uint8_t status = rtc_read(RTC_STATUS_B);
    /* An update takes two milliseconds; after it there is a second of rest. */
    while (rtc_read(RTC_STATUS_A) & RTC_UPDATING)
        ;
    uint64_t date =
        days(2000 + rtc_number(RTC_YEAR, status), rtc_number(RTC_MONTH, status),
             rtc_number(RTC_DAY, status));
    uint64_t minutes =
        (date * 24 + rtc_hour(status)) * 60 + rtc_number(RTC_MINUTES, status);
    return minutes * 60 + rtc_number(RTC_SECONDS, status);
}

/* --- both --- */

static void use_counter(void)
{
    uint64_t frequency = told_frequency();
    if (frequency == 0)
        frequency = measured_frequency();
    REQUIRE(frequency > 0);
    scale = ((uint64_t)NSEC_PER_SEC << SHIFT) / frequency;
    wall_start = rtc_seconds() * NSEC_PER_SEC - solo5_clock_monotonic();
}

void clock_init(void)
{
    pvclock = kvm_clock_init();
    if (pvclock)
        scale = kvm_clock_scale();
    else
        use_counter();
    unscale = UINT64_MAX / scale;
    log_hex(LOG_DEBUG, "nanoseconds per 2^32 cycles: ", scale);
}

uint64_t clock_cycles(uint64_t nanoseconds)
{
    return (uint64_t)((unsigned __int128)nanoseconds * unscale >> SHIFT);
}

solo5_time_t solo5_clock_monotonic(void)
{
    if (pvclock)
        return kvm_clock_monotonic();
    return (solo5_time_t)((unsigned __int128)cpu_cycles() * scale >> SHIFT);
}

solo5_time_t solo5_clock_wall(void)
{
    if (pvclock)
        return kvm_clock_wall();
    return wall_start + solo5_clock_monotonic();
}
