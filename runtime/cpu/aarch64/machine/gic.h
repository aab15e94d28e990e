/* SPDX-License-Identifier: ISC */
/* The interrupt controller, of architecture 2 or 3. Interrupts stay masked at
 * the CPU: they end a wfi, and are taken from here. */
#ifndef GIC_H
#define GIC_H

void gic_init(void);

/* Lets an interrupt through to this CPU. */
void gic_enable(unsigned interrupt);

/* Its device tells of it once, and does not hold it. */
void gic_set_edge(unsigned interrupt);

/* Takes all that are pending. An interrupt lasts until `taken` has made its
 * device let go. */
void gic_drain(void (*taken)(void));

#endif
