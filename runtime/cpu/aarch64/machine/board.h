/* SPDX-License-Identifier: ISC */
/* What the device tree says of the board. */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stdint.h>

#define BOARD_DEVICES 64u

struct board {
    uintptr_t uart, rtc;
    unsigned uart_interrupt;
    /* Version 2: distributor and CPU interface; 3: and redistributor. */
    unsigned gic_version;
    uintptr_t gic, gic_cpu;
    bool psci_by_smc;
    uintptr_t messages; /* a frame that takes interrupts as messages, or 0 */
    struct board_pci {
        uintptr_t config; /* 0: there is no bus */
        struct board_window {
            uintptr_t start;
            uint64_t bus, size, used; /* start is `bus` there */
        } ports, memory;
    } pci;
    /* virtio-mmio: registers, and the interrupt's number at the GIC. */
    unsigned count;
    struct board_device {
        uintptr_t registers;
        unsigned interrupt;
        bool used;
    } devices[BOARD_DEVICES];
};

extern struct board board;

#endif
