/* SPDX-License-Identifier: ISC */
/* From a boot loader to C: at EL1 or EL2, without MMU, X0 the device tree or
 * nothing (Linux, Documentation/arch/arm64/booting.rst). We go on at EL1 with
 * memory mapped one to one, its first GiB as registers of devices and three
 * more as memory, for the time until paging.c has tables of ours, and call,
 * never to return,
 *
 * void start(uint32_t magic, uintptr_t information);
 *
 * in which magic is 0. */

/* Where the image is linked: in front of it QEMU leaves a device tree. */
    .globl MACHINE_BASE
    .set MACHINE_BASE, 0x40100000

    .equ CPACR_FPEN, 3 << 20
    .equ HCR_RW, 1 << 31
    .equ SPSR_EL1H_MASKED, 0x3c5
    .equ MAIR, 0x04ff            /* 0: write-back memory; 1: nGnRE device */
    /* Not global: they end with the ASID, see page_entry.h. */
    .equ BLOCK_MEMORY, 0xf01     /* valid, index 0, inner shareable, accessed */
    .equ BLOCK_DEVICE, 0xc05     /* valid, index 1, accessed */
    .equ TABLE, 3
    /* T0SZ 16: 48 bits, from the first level on; write-back, inner shareable
     * walks; no TTBR1; 40 bits of physical address. */
    .equ TCR_LOW, 0x3510
    .equ TCR_EPD1, 1 << 23
    .equ TCR_IPS_40, 2
    .equ SCTLR_M_C_I, (1 << 0) | (1 << 2) | (1 << 12)
    .equ SCTLR_A, 1 << 1

    .section .text._start, "ax", %progbits
    .globl _start
    .type _start, %function
_start:
    mov x19, x0
    msr daifset, #15
    mrs x0, CurrentEL
    cmp x0, #(2 << 2)
    b.ne 1f

    mov x0, #HCR_RW
    msr hcr_el2, x0
    mov x0, #3                   /* EL1 may read the counters */
    msr cnthctl_el2, x0
    msr cntvoff_el2, xzr
    mov x0, #SPSR_EL1H_MASKED
    msr spsr_el2, x0
    adr x0, 1f
    msr elr_el2, x0
    eret

1:  mov x0, #CPACR_FPEN
    msr cpacr_el1, x0
    adrp x0, _stack_top
    add x0, x0, :lo12:_stack_top
    mov sp, x0
    mov x29, xzr
    mov x30, xzr

    /* A loader of raw images, who always has a tree, knows no .bss. */
    cbz x19, 3f
    adrp x0, _load_end
    add x0, x0, :lo12:_load_end
    adrp x1, _edata              /* on a page */
2:  strb wzr, [x0], #1
    cmp x0, x1
    b.lo 2b

3:  mrs x1, cntvct_el0
    adrp x0, boot_start
    str x1, [x0, :lo12:boot_start]
    adrp x0, boot_root
    adrp x1, boot_gigabytes
    orr x2, x1, #TABLE
    str x2, [x0]
    mov x2, #BLOCK_DEVICE
    str x2, [x1]
    mov x3, #(1 << 30)
    mov x4, #BLOCK_MEMORY
    add x2, x3, x4
    str x2, [x1, #8]
    add x2, x2, x3
    str x2, [x1, #16]
    add x2, x2, x3
    str x2, [x1, #24]

    mov x1, #MAIR
    msr mair_el1, x1
    mov x1, #TCR_LOW
    orr x1, x1, #TCR_EPD1
    mov x2, #TCR_IPS_40
    orr x1, x1, x2, lsl #32
    msr tcr_el1, x1
    msr ttbr0_el1, x0
    dsb sy
    tlbi vmalle1
    ic iallu
    dsb sy
    isb
    mrs x0, sctlr_el1
    mov x1, #SCTLR_M_C_I
    orr x0, x0, x1
    bic x0, x0, #SCTLR_A
    msr sctlr_el1, x0
    isb

    mov w0, wzr
    mov x1, x19
    bl start
    brk #0
    .size _start, . - _start

    .bss
    .balign 4096
boot_root:
    .skip 4096
    .globl boot_gigabytes
boot_gigabytes:
    .skip 4096

    .section .note.GNU-stack, "", %progbits
