/* SPDX-License-Identifier: ISC */
/* Device trees. Numbers are big-endian. */

#include "fdt.h"

#include <string.h>

#define MAGIC 0xd00dfeedu

/* Depths; that of the root is 1. */
#define NODES_FROM 2u
#define NODES_TO 3u

enum { BEGIN_NODE = 1, END_NODE = 2, PROPERTY = 3, NOP = 4, END = 9 };

struct header {
    uint32_t magic, totalsize, off_dt_struct, off_dt_strings;
};

uint32_t fdt_cell(uint32_t cell)
{
    return __builtin_bswap32(cell);
}

bool fdt_is_there(uintptr_t tree)
{
    const struct header *header = (const void *)tree;
    return tree && fdt_cell(header->magic) == MAGIC;
}

static void set_property(struct fdt_node *node, const char *name,
                         const uint32_t *value, uint32_t size)
{
    if (strcmp(name, "compatible") == 0) {
        node->compatible = (const char *)value;
        node->compatible_size = size;
    } else if (strcmp(name, "reg") == 0) {
        node->reg = value;
        node->reg_cells = size / 4;
    } else if (strcmp(name, "interrupts") == 0) {
        node->interrupts = value;
        node->interrupt_cells = size / 4;
    } else if (strcmp(name, "ranges") == 0) {
        node->ranges = value;
        node->range_cells = size / 4;
    } else if (strcmp(name, "bootargs") == 0) {
        node->bootargs = (const char *)value;
    } else if (strcmp(name, "method") == 0) {
        node->method = (const char *)value;
    }
}

static bool is_wanted(unsigned depth)
{
    return depth >= NODES_FROM && depth <= NODES_TO;
}

static const uint32_t *after(const void *from, size_t size)
{
    return (const uint32_t *)(((uintptr_t)from + size + 3) & -(uintptr_t)4);
}

void fdt_walk(uintptr_t tree, void (*found)(const struct fdt_node *node))
{
    const struct header *header = (const void *)tree;
    const char *strings =
        (const char *)(tree + fdt_cell(header->off_dt_strings));
    const uint32_t *at = (const void *)(tree + fdt_cell(header->off_dt_struct));
    struct fdt_node nodes[NODES_TO + 1];
    unsigned depth = 0;
    for (;;) {
        switch (fdt_cell(*at++)) {
        case BEGIN_NODE:
            if (is_wanted(++depth))
                nodes[depth] = (struct fdt_node){ .name = (const char *)at };
            at = after(at, strlen((const char *)at) + 1);
            break;
        case END_NODE:
            if (is_wanted(depth))
                found(&nodes[depth]);
            depth--;
            break;
        case PROPERTY:
            if (is_wanted(depth))
                set_property(&nodes[depth], strings + fdt_cell(at[1]), at + 2,
                             fdt_cell(at[0]));
            at = after(at + 2, fdt_cell(at[0]));
            break;
        case NOP:
            break;
        default:
            return;
        }
    }
}

bool fdt_is(const struct fdt_node *node, const char *compatible)
{
    const char *at = node->compatible, *end = at + node->compatible_size;
    for (; at && at < end; at += strlen(at) + 1)
        if (strcmp(at, compatible) == 0)
            return true;
    return false;
}

uint64_t fdt_reg(const struct fdt_node *node, unsigned index)
{
    if (2 * index + 1 >= node->reg_cells)
        return 0;
    return fdt_number(node->reg + 2 * (size_t)index);
}

uint64_t fdt_number(const uint32_t *cells)
{
    return (uint64_t)fdt_cell(cells[0]) << 32 | fdt_cell(cells[1]);
}
