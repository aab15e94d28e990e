/* SPDX-License-Identifier: ISC */
/* Input and output ports, as a PCI bus has them: registers in memory. */
#ifndef CPU_PORTS_H
#define CPU_PORTS_H

#include <stdint.h>

/* Where port 0 is. */
extern uintptr_t ports_start;

static inline void port_out8(uint16_t port, uint8_t value)
{
    *(volatile uint8_t *)(ports_start + port) = value;
}

static inline void port_out16(uint16_t port, uint16_t value)
{
    *(volatile uint16_t *)(ports_start + port) = value;
}

static inline void port_out32(uint16_t port, uint32_t value)
{
    *(volatile uint32_t *)(ports_start + port) = value;
}

static inline uint8_t port_in8(uint16_t port)
{
    return *(volatile uint8_t *)(ports_start + port);
}

static inline uint16_t port_in16(uint16_t port)
{
    return *(volatile uint16_t *)(ports_start + port);
}

static inline uint32_t port_in32(uint16_t port)
{
    return *(volatile uint32_t *)(ports_start + port);
}

#endif
