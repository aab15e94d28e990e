/* SPDX-License-Identifier: ISC */
/* The local APIC. */
#ifndef IDLE_H
#define IDLE_H

#include <stdint.h>

/* The page of registers, to be mapped. */
uintptr_t idle_registers(void);

/* This processor, as interrupts name it. */
uint32_t idle_processor(void);

/* Where a device writes for its interrupt to come here. */
uint32_t idle_message_address(void);

#endif
