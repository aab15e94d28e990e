/* SPDX-License-Identifier: ISC */
/* The API between an application and the host it runs on, by Solo5's names and
 * with Solo5's meaning. Everything above the bindings sees this header only.
 *
 * Functions that return a solo5_result_t give SOLO5_R_OK or say below what
 * else; the others always succeed or abort. Handles are small numbers, good
 * for one device each; using a device that the manifest does not declare, or a
 * handle that no acquire gave, is SOLO5_R_EINVAL. Nothing here is reentrant:
 * there is one thread and there are no interrupts. */
#ifndef SOLO5_H
#define SOLO5_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    SOLO5_R_OK = 0,
    SOLO5_R_AGAIN,  /* not now; the same call may succeed later */
    SOLO5_R_EINVAL, /* an argument breaks the contract */
    SOLO5_R_EUNSPEC /* the host failed */
} solo5_result_t;

/* --- Start and end ------------------------------------------------------- */

/* Memory and arguments of the application, valid for its whole life.
 *
 * heap_start … heap_start + heap_size is one region, page-aligned, readable
 * and writable, never executable; zero at start, unless a boot loader left
 * something there. It is all memory that the host gave, less the image. The
 * initial stack is NOT in it: it is part of the image, has the size that the
 * linker script gives it (STACK_SIZE, 256 KiB), and ends in an unmapped page.
 *
 * cmdline is what follows the image's name, joined by blanks, without the
 * bindings' own --solo5:… options; never NULL. */
struct solo5_start_info {
    const char *cmdline;
    uintptr_t heap_start;
    size_t heap_size;
};

/* The application. Returning n is solo5_exit(n). */
int solo5_app_main(const struct solo5_start_info *info);

#define SOLO5_EXIT_SUCCESS 0
#define SOLO5_EXIT_FAILURE 1
#define SOLO5_EXIT_ABORT 255 /* this and above are the bindings' own */

/* Ends the application; the host sees status where it can (8 bits of it). */
void solo5_exit(int status) __attribute__((noreturn));

/* Ends the application as broken: status SOLO5_EXIT_ABORT, and a core dump
 * where the tender was asked for one. */
void solo5_abort(void) __attribute__((noreturn));

/* --- Thread-local storage ------------------------------------------------ */

/* Local-exec TLS for an application that makes its own threads: allocate
 * solo5_tls_size() bytes, solo5_tls_init() them once, and on each switch
 * solo5_set_tls_base(solo5_tls_tp_offset(block)). Until then any access to a
 * thread-local variable faults. */
size_t solo5_tls_size(void);

/* What the thread-pointer register holds for the block at tls. */
uintptr_t solo5_tls_tp_offset(uintptr_t tls);

/* Fills the block: initial values, zeroes, and what the CPU's ABI wants.
 * SOLO5_R_EINVAL for a NULL block. */
solo5_result_t solo5_tls_init(uintptr_t tls);

solo5_result_t solo5_set_tls_base(uintptr_t base);

/* --- Time ---------------------------------------------------------------- */

typedef uint64_t solo5_time_t; /* nanoseconds */

/* Never goes back; its zero is unspecified. */
solo5_time_t solo5_clock_monotonic(void);

/* Since 1970-01-01, UTC; follows the host's clock, steps included. */
solo5_time_t solo5_clock_wall(void);

/* --- Waiting ------------------------------------------------------------- */

typedef uint64_t solo5_handle_t;
typedef uint64_t solo5_handle_set_t; /* bit n is handle n */

/* Sleeps until the monotonic clock reaches deadline or a frame can be read
 * from some network device. A deadline in the past polls. (*ready_set), unless
 * NULL, tells which devices have frames: empty after a time-out. */
void solo5_yield(solo5_time_t deadline, solo5_handle_set_t *ready_set);

/* --- Console ------------------------------------------------------------- */

/* Writes size bytes. Best effort: the host may lose them. */
void solo5_console_write(const char *buf, size_t size);

/* --- Network ------------------------------------------------------------- */

#define SOLO5_NET_ALEN 6  /* bytes of an Ethernet address */
#define SOLO5_NET_HLEN 14 /* bytes of an Ethernet header */

struct solo5_net_info {
    uint8_t mac_address[SOLO5_NET_ALEN];
    size_t mtu; /* bytes, without the Ethernet header */
};

/* The network device that the manifest calls name. Once per name: the second
 * time it is SOLO5_R_EINVAL. */
solo5_result_t solo5_net_acquire(const char *name, solo5_handle_t *handle,
                                 struct solo5_net_info *info);

/* Sends one Ethernet frame of at most mtu + SOLO5_NET_HLEN bytes, without
 * waiting. A frame that the host has no room for is dropped, and that is
 * SOLO5_R_OK. */
solo5_result_t solo5_net_write(solo5_handle_t handle, const uint8_t *buf,
                               size_t size);

/* Takes one frame, without waiting. size is the room in buf and must be mtu +
 * SOLO5_NET_HLEN or more. SOLO5_R_AGAIN when there is none. */
solo5_result_t solo5_net_read(solo5_handle_t handle, uint8_t *buf, size_t size,
                              size_t *read_size);

/* --- Block --------------------------------------------------------------- */

typedef uint64_t solo5_off_t; /* bytes */

struct solo5_block_info {
    solo5_off_t capacity;
    solo5_off_t block_size;
};

/* The block device that the manifest calls name. Once per name, as above. */
solo5_result_t solo5_block_acquire(const char *name, solo5_handle_t *handle,
                                   struct solo5_block_info *info);

/* Write or read one block, all of it or nothing, and wait for it. offset must
 * be a multiple of block_size inside the device, and size exactly block_size;
 * else SOLO5_R_EINVAL. */
solo5_result_t solo5_block_write(solo5_handle_t handle, solo5_off_t offset,
                                 const uint8_t *buf, size_t size);
solo5_result_t solo5_block_read(solo5_handle_t handle, solo5_off_t offset,
                                uint8_t *buf, size_t size);

#endif
