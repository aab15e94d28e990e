/* SPDX-License-Identifier: ISC */
/* The device tree, read before anything is written behind the image. Its place
 * is in X0, or, for an ELF file that QEMU loads, the start of memory. */

#include <string.h>

#include "bindings.h"
#include "board.h"
#include "fdt.h"
#include "kernel.h"
#include "machine.h"

#define MEMORY_START 0x40000000u
/* Only this much is mapped when we start. */
#define MAPPED_AT_BOOT ((uint64_t)1 << 32)
#define CMDLINE_SIZE 8192u
#define RANGE_CELLS 7u
#define SPACE 0x03000000u
#define SPACE_PORTS 0x01000000u
#define SPACE_MEMORY 0x02000000u /* of 32 bits */
#define GIC_SPI 32u              /* the first interrupt of a device */

/* Until the tree is read: so that its absence can be told. */
struct board board = { .uart = 0x09000000 };

static char cmdline[CMDLINE_SIZE];
static uint64_t memory_end;

static void set_memory(const struct fdt_node *node)
{
    uint64_t start = fdt_reg(node, 0), end = start + fdt_reg(node, 1);
    if (end > MAPPED_AT_BOOT)
        end = MAPPED_AT_BOOT;
    if (start <= (uintptr_t)_image_start && end >= (uintptr_t)_end)
        memory_end = end;
}

/* 0 where it has none. */
static unsigned interrupt_of(const struct fdt_node *node)
{
    if (node->interrupt_cells < 2)
        return 0;
    return GIC_SPI + fdt_cell(node->interrupts[1]);
}

static void add_device(const struct fdt_node *node)
{
    if (board.count == BOARD_DEVICES || interrupt_of(node) == 0)
        return;
    board.devices[board.count++] = (struct board_device){
        .registers = fdt_reg(node, 0),
        .interrupt = interrupt_of(node),
    };
}

static void set_uart(const struct fdt_node *node)
{
    board.uart = fdt_reg(node, 0);
    board.uart_interrupt = interrupt_of(node);
}

/* Devicetree Specification 2.3.8, and the PCI bus binding: three cells for an
 * address of the bus, the first of which tells the space. */
static void set_windows(struct board_pci *pci, const uint32_t *cells,
                        unsigned count)
{
    for (; count >= RANGE_CELLS; count -= RANGE_CELLS, cells += RANGE_CELLS) {
        struct board_window window = {
            .start = fdt_number(cells + 3),
            .bus = fdt_number(cells + 1),
            .size = fdt_number(cells + 5),
        };
        uint32_t space = fdt_cell(cells[0]) & SPACE;
        if (space == SPACE_PORTS)
            pci->ports = window;
        /* What a BAR says is taken as an address. */
        else if (space == SPACE_MEMORY && window.start == window.bus)
            pci->memory = window;
    }
}

static void set_pci(const struct fdt_node *node)
{
    board.pci.config = fdt_reg(node, 0);
    set_windows(&board.pci, node->ranges, node->range_cells);
}

static void set_gic(const struct fdt_node *node, unsigned version)
{
    board.gic_version = version;
    board.gic = fdt_reg(node, 0);
    board.gic_cpu = fdt_reg(node, 2);
}

static void copy_cmdline(const char *text)
{
    if (strlen(text) >= CMDLINE_SIZE)
        panic("the command line is longer than 8191 bytes", NULL);
    memcpy(cmdline, text, strlen(text) + 1);
}

static void found(const struct fdt_node *node)
{
    if (strncmp(node->name, "memory", 6) == 0)
        set_memory(node);
    else if (strcmp(node->name, "chosen") == 0 && node->bootargs)
        copy_cmdline(node->bootargs);
    else if (fdt_is(node, "virtio,mmio"))
        add_device(node);
    else if (fdt_is(node, "arm,pl011"))
        set_uart(node);
    else if (fdt_is(node, "arm,pl031"))
        board.rtc = fdt_reg(node, 0);
    else if (fdt_is(node, "arm,cortex-a15-gic") || fdt_is(node, "arm,gic-400"))
        set_gic(node, 2);
    else if (fdt_is(node, "arm,gic-v3"))
        set_gic(node, 3);
    else if (fdt_is(node, "arm,gic-v2m-frame"))
        board.messages = fdt_reg(node, 0);
    else if (fdt_is(node, "pci-host-ecam-generic"))
        set_pci(node);
    else if (fdt_is(node, "arm,psci-0.2") || fdt_is(node, "arm,psci-1.0"))
        board.psci_by_smc = node->method && strcmp(node->method, "smc") == 0;
}

void machine_read(uint32_t magic, uintptr_t information,
                  struct machine *machine)
{
    uintptr_t tree = fdt_is_there(information) ? information : MEMORY_START;
    (void)magic;
    if (!fdt_is_there(tree))
        panic("the boot loader gives no device tree", NULL);
    fdt_walk(tree, found);
    if (memory_end == 0)
        panic("the device tree's memory lacks the image", NULL);
    if (board.gic_version == 0)
        panic("the device tree has no interrupt controller that is known",
              NULL);
    machine->cmdline = cmdline;
    machine->memory_end = memory_end;
}

static void map(uintptr_t registers, uintptr_t size)
{
    if (registers)
        paging_map(registers & -(uintptr_t)PAGE_SIZE, registers + size,
                   PAGE_IO);
}

void machine_map(void)
{
    map(board.rtc, PAGE_SIZE);
    map(board.gic, 0x10000);
    map(board.messages, PAGE_SIZE);
    /* A CPU interface, or a redistributor of two frames. */
    map(board.gic_cpu, board.gic_version == 3 ? 0x20000 : 0x2000);
}
