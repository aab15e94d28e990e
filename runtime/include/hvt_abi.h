/* SPDX-License-Identifier: ISC */
/* Between the hvt tender and its guest, version 2: boot information and
 * hypercalls. Pointers are guest-physical addresses on both sides, so that a
 * tender cannot follow one by mistake. Needs C11 headers only. */
#ifndef HVT_ABI_H
#define HVT_ABI_H

#include <stddef.h>
#include <stdint.h>

#include "elf_abi.h"

#define HVT_ABI_VERSION 2

typedef uint64_t hvt_gpa_t;

/* The lowest address of an image. */
#define HVT_GUEST_MIN_BASE 0x100000

/* Below the image the tender maps, read-only, what it hands over; the guest's
 * entry point gets this address as its only argument. The MMU is on, memory is
 * mapped one to one, and the stack starts at the end of memory. */
#define HVT_BOOT_INFO_BASE 0x10000

struct hvt_boot_info {
    uint64_t mem_size;       /* end of guest memory */
    uint64_t kernel_end;     /* end of the last segment loaded */
    uint64_t cpu_cycle_freq; /* Hz: TSC or CNTVCT_EL0 */
    hvt_gpa_t cmdline;
    hvt_gpa_t mft;          /* struct mft */
    uint32_t host_features; /* HVT_FEATURE_…; a guest may ignore them all */
    uint32_t guest_features;
    hvt_gpa_t net_ring;
};

_Static_assert(sizeof(struct hvt_boot_info) == 56, "hvt_boot_info");

#define HVT_FEATURE_RING_IO (1U << 0)

/* Largest command line, with its terminator. */
#define HVT_CMDLINE_SIZE 8192

/* Hypercall n: on x86_64 a 32-bit OUT to port HVT_HYPERCALL_PIO_BASE + n, on
 * aarch64 a 32-bit store to HVT_HYPERCALL_ADDRESS(n). The value is the address
 * of the call's structure, which lies below 4 GiB as all guest memory does. */
#define HVT_HYPERCALL_PIO_BASE 0x500
#define HVT_HYPERCALL_MMIO_BASE 0x100000000UL
#define HVT_HYPERCALL_ADDRESS(n) (HVT_HYPERCALL_MMIO_BASE + ((n) << 3))
#define HVT_HYPERCALL_NR(addr) (((addr) - HVT_HYPERCALL_MMIO_BASE) >> 3)

enum hvt_hypercall {
    HVT_HYPERCALL_WALLTIME = 1,
    HVT_HYPERCALL_PUTS,
    HVT_HYPERCALL_POLL,
    HVT_HYPERCALL_BLOCK_WRITE,
    HVT_HYPERCALL_BLOCK_READ,
    HVT_HYPERCALL_NET_WRITE,
    HVT_HYPERCALL_NET_READ,
    HVT_HYPERCALL_HALT,
    HVT_HYPERCALL_MAX
};

struct hvt_hc_walltime {
    uint64_t nsecs; /* out: since 1970, UTC */
};

struct hvt_hc_puts {
    hvt_gpa_t data;
    uint64_t len;
};

struct hvt_hc_poll {
    uint64_t timeout_nsecs; /* from now */
    uint64_t ready_set;     /* out: bit n is handle n */
    int32_t ret;            /* out: how many are ready */
};

/* ret of block and network calls is a solo5_result_t. */
struct hvt_hc_block_write {
    uint64_t handle;
    uint64_t offset;
    hvt_gpa_t data;
    uint64_t len;
    int32_t ret; /* out */
};

struct hvt_hc_block_read {
    uint64_t handle;
    uint64_t offset;
    hvt_gpa_t data;
    uint64_t len; /* in, out */
    int32_t ret;  /* out */
};

struct hvt_hc_net_write {
    uint64_t handle;
    hvt_gpa_t data;
    uint64_t len;
    int32_t ret; /* out */
};

struct hvt_hc_net_read {
    uint64_t handle;
    hvt_gpa_t data;
    uint64_t len; /* in: room, out: size of the frame */
    int32_t ret;  /* out */
};

/* Ends the guest. cookie is 0 or the address of HVT_HALT_COOKIE_MAX bytes
 * which begin, after a trap, with the registers at the trap. */
#define HVT_HALT_COOKIE_MAX 512

struct hvt_hc_halt {
    hvt_gpa_t cookie;
    int32_t exit_status;
};

/* The cookie on x86_64. Solo5's ends with ss; ours goes on where magic says
 * so. r: rax rbx rcx rdx rsi rdi rbp r8…r15. */
struct hvt_trap_x86_64 {
    uint64_t cr2, ec, rip, cs, rflags, rsp, ss;
    uint64_t magic;
    uint64_t r[15];
    uint64_t vector;
};

/* The cookie on aarch64, where Solo5 has none. */
struct hvt_trap_aarch64 {
    uint64_t magic;
    uint64_t x[31];
    uint64_t sp, pc, pstate, esr, far;
};

#define HVT_TRAP_MAGIC 0x50415254534948 /* "HISTRAP" in memory */

_Static_assert(sizeof(struct hvt_trap_x86_64) <= HVT_HALT_COOKIE_MAX,
               "hvt_trap_x86_64");
_Static_assert(sizeof(struct hvt_trap_aarch64) <= HVT_HALT_COOKIE_MAX,
               "hvt_trap_aarch64");

#endif
