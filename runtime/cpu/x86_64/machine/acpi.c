/* SPDX-License-Identifier: ISC */
/* Switching off by ACPI 6.5: the registers are in the table FADT (section
 * 5.2.9), the value for soft-off in the DSDT's object \_S5 (7.4.2). Of AML no
 * more is read than the package of numbers that \_S5 is. */

#include <string.h>

#include "bindings.h"
#include "ports.h"
#include "acpi.h"

/* Only this much is mapped when the tables are read. */
#define MAPPED_AT_BOOT ((uint64_t)1 << 32)

struct table {
    char signature[4];
    uint32_t length;
    uint8_t fixed[28];
    uint8_t data[];
};

_Static_assert(sizeof(struct table) == 36, "ACPI table header");

/* Offsets in the FADT. */
enum {
    FADT_DSDT = 40,
    FADT_SMI_CMD = 48,
    FADT_ACPI_ENABLE = 52,
    FADT_PM1A_CNT = 64,
    FADT_PM1B_CNT = 68,
    FADT_FLAGS = 112,
    FADT_X_DSDT = 140
};

#define PM1_SCI_EN (1u << 0)
#define PM1_SLP_EN (1u << 13)

/* What was found; a port of 0 is none. */
static struct {
    uint16_t pm1a, pm1b, smi_port;
    uint8_t smi_value, type_a, type_b;
} off;

static uint32_t read32(const void *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t read64(const void *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static bool sums_to_zero(const uint8_t *bytes, size_t size)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum = (uint8_t)(sum + bytes[i]);
    return sum == 0;
}

/* A table in memory that is mapped, whole and undamaged; else NULL. */
static const struct table *table_at(uint64_t address)
{
    const struct table *table = (const void *)(uintptr_t)address;
    if (address == 0 || address > MAPPED_AT_BOOT - sizeof *table)
        return NULL;
    if (table->length < sizeof *table ||
        table->length > MAPPED_AT_BOOT - address)
        return NULL;
    return sums_to_zero((const uint8_t *)table, table->length) ? table : NULL;
}

/* Section 5.2.5.1: on 16-byte boundaries in the BIOS's read-only area, and in
 * the first KiB of the extended BIOS data area. */
static const uint8_t *find_rsdp(uintptr_t from, uintptr_t to)
{
    for (uintptr_t at = from; at < to; at += 16) {
        const uint8_t *found = (const uint8_t *)at;
        if (memcmp(found, "RSD PTR ", 8) == 0 && sums_to_zero(found, 20))
            return found;
    }
    return NULL;
}

static const uint8_t *rsdp_of_bios(void)
{
    uint16_t segment;
    memcpy(&segment, (const void *)(uintptr_t)0x40e, sizeof segment);
    uintptr_t ebda = (uintptr_t)segment << 4;
    const uint8_t *found = ebda ? find_rsdp(ebda, ebda + 1024) : NULL;
    return found ? found : find_rsdp(0xe0000, 0x100000);
}

/* The table of this signature that the root table lists; else NULL. */
static const struct table *listed(const struct table *root, size_t width,
                                  const char *signature)
{
    size_t count = (root->length - sizeof *root) / width;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = root->data + i * width;
        const struct table *table =
            table_at(width == 8 ? read64(at) : read32(at));
        if (table && memcmp(table->signature, signature, 4) == 0)
            return table;
    }
    return NULL;
}

static const struct table *find_fadt(const uint8_t *rsdp)
{
    uint8_t revision = rsdp[15];
    uint64_t xsdt = revision >= 2 ? read64(rsdp + 24) : 0;
    const struct table *root = table_at(xsdt ? xsdt : read32(rsdp + 16));
    return root ? listed(root, xsdt ? 8 : 4, "FACP") : NULL;
}

/* One number of AML (20.2.3): ZeroOp, OneOp, or a byte after its prefix. */
static const uint8_t *aml_number(const uint8_t *at, uint8_t *value)
{
    if (*at == 0x0a)
        at++;
    *value = *at;
    return at + 1;
}

/* \_S5 is Name (0x08), the name, PackageOp (0x12), a length of one to four
 * bytes (20.2.4), how many elements, and the elements. */
static bool read_soft_off(const struct table *dsdt)
{
    const uint8_t *end = (const uint8_t *)dsdt + dsdt->length;
    for (const uint8_t *at = dsdt->data; at + 16 <= end; at++) {
        if (memcmp(at, "_S5_\x12", 5) != 0)
            continue;
        at += 5;
        at += 1 + (*at >> 6);
        at = aml_number(at + 1, &off.type_a);
        aml_number(at, &off.type_b);
        return true;
    }
    return false;
}

static void read_fadt(const struct table *table)
{
    const uint8_t *fadt = (const uint8_t *)table;
    const struct table *dsdt = table_at(read32(fadt + FADT_DSDT));
    if (!dsdt && table->length >= FADT_X_DSDT + 8)
        dsdt = table_at(read64(fadt + FADT_X_DSDT));
    if (!dsdt || !read_soft_off(dsdt))
        return;
    off.pm1a = (uint16_t)read32(fadt + FADT_PM1A_CNT);
    off.pm1b = (uint16_t)read32(fadt + FADT_PM1B_CNT);
    off.smi_port = (uint16_t)read32(fadt + FADT_SMI_CMD);
    off.smi_value = fadt[FADT_ACPI_ENABLE];
}

void acpi_init(uint64_t rsdp)
{
    const uint8_t *root =
        rsdp ? (const uint8_t *)(uintptr_t)rsdp : rsdp_of_bios();
    const struct table *fadt = root ? find_fadt(root) : NULL;
    if (fadt && fadt->length >= FADT_FLAGS + 4)
        read_fadt(fadt);
}

static void enable(void)
{
    if (off.smi_port && !(port_in16(off.pm1a) & PM1_SCI_EN))
        port_out8(off.smi_port, off.smi_value);
}

void acpi_power_off(void)
{
    if (!off.pm1a)
        return;
    enable();
    port_out16(off.pm1a, (uint16_t)(off.type_a << 10 | PM1_SLP_EN));
    if (off.pm1b)
        port_out16(off.pm1b, (uint16_t)(off.type_b << 10 | PM1_SLP_EN));
}
