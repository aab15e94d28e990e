/* SPDX-License-Identifier: ISC */
/* A guest, and a host that does wrong, each in its way, the same for the same
 * seed. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the disk holds, and what goes over the network, byte by byte. */
#define DEVICE_BYTE(at) ((uint8_t)((at) * 7 + (at) / 512))

#define DEVICE_SECTORS 304u

/* --- misdeeds.c --- */

/* Chooses among so many misdeeds: one, and each other one in so many times. One
 * in four seeds makes devices that do nothing wrong, one in four just one. */
void misdeeds_choose(uint64_t seed, unsigned count, unsigned others);
bool device_is_honest(void);

/* Whether the host does this, and whether now: not every time, for who always
 * lies does not get far. */
bool has(unsigned misdeed);
bool does(unsigned misdeed);

/* Whether it does nothing else that is wrong. */
bool has_only(unsigned misdeed);

/* Below limit, which is not 0. */
uint64_t device_random(uint64_t limit);

/* Any number, or one that is nearly right. */
uint32_t wild(uint32_t limit);

/* --- guarded.c --- */

/* (size) bytes of zeroes, up to a page without access, below 16 TiB. */
void *guarded(size_t size);

/* --- main.c --- */

/* Ends the guest; a host that is honest gives it no reason to abort. */
_Noreturn void guest_over(bool aborted);

void require(bool holds);

/* --- each host: host.c --- */

/* Chooses the misdeeds. */
void host_seed(uint64_t seed);

/* Has the bindings find their devices and start them. */
void host_start(void);

/* Whether a guest has reasons to abort after its start. */
bool host_may_abort(void);

/* Calls what only this target has. */
void host_call(void);

#endif
