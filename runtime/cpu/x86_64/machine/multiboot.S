/* SPDX-License-Identifier: ISC */
/* Multiboot 0.6.96: its header, and its way in, with EAX = 0x2badb002 and EBX =
 * its information. */

/* Where the image is linked. */
    .globl MACHINE_BASE
    .set MACHINE_BASE, 0x100000

#define MULTIBOOT_MAGIC 0x1badb002
/* 1: modules on pages; 2: memory information; 16: the addresses below. */
#define MULTIBOOT_FLAGS ((1 << 1) | (1 << 16))

    .section .multiboot, "a", @progbits
    .balign 4
multiboot_header:
    .long MULTIBOOT_MAGIC
    .long MULTIBOOT_FLAGS
    .long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)
    .long multiboot_header
    .long _image_start
    .long _load_end
    .long _end
    .long _start

    .code32
    .section .text._start, "ax", @progbits
    .globl _start
    .type _start, @function
_start:
    movl %eax, %edi
    jmp to_long_mode
    .size _start, . - _start

    .section .note.GNU-stack, "", @progbits
