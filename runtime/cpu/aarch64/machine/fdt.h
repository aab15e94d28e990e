/* SPDX-License-Identifier: ISC */
/* A flattened device tree (Devicetree Specification 0.4, chapter 5). */
#ifndef FDT_H
#define FDT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A node below the root or below one of those, with those of its properties
 * that anybody asks for; NULL where it has none. */
struct fdt_node {
    const char *name, *compatible, *bootargs, *method;
    const uint32_t *reg, *interrupts, *ranges;
    unsigned compatible_size, reg_cells, interrupt_cells, range_cells;
};

/* Whether there is a tree at an address. */
bool fdt_is_there(uintptr_t tree);

/* Calls found for each such node, those below one first. */
void fdt_walk(uintptr_t tree, void (*found)(const struct fdt_node *node));

/* Whether the node says that it is compatible with this. */
bool fdt_is(const struct fdt_node *node, const char *compatible);

/* A number of `reg`, whose addresses and sizes have two cells each. */
uint64_t fdt_reg(const struct fdt_node *node, unsigned index);

/* Two cells. */
uint64_t fdt_number(const uint32_t *cells);

uint32_t fdt_cell(uint32_t cell);

#endif
