/* SPDX-License-Identifier: ISC */
#ifndef CPU_INTERRUPT_H
#define CPU_INTERRUPT_H

/* trap.c: what follows an interrupt, on the stack of the moment. */
enum { INTERRUPT_TIMER = 32, INTERRUPT_DEVICE = 33, INTERRUPT_SPURIOUS = 47 };

void trap_interrupt(unsigned vector, const char *stub);

#endif
