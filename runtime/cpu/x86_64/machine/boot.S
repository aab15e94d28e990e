/* SPDX-License-Identifier: ISC */
/* From a boot loader to C. PVH (Xen's x86 direct boot ABI) enters at _start_pvh,
 * in 32-bit protected mode, without paging, interrupts off; EBX is its struct
 * hvm_start_info. So does Multiboot, at _start (multiboot.S).
 *
 * We go to 64-bit mode with the first 4 GiB mapped one to one, for the time
 * until paging.c has tables of ours, and call, never to return,
 *
 * void start(uint32_t magic, uintptr_t information);
 *
 * in which magic is 0 for PVH. */

    .section .note.pvh, "a", @note
    .balign 4
    .long 4, 4, 18 /* XEN_ELFNOTE_PHYS32_ENTRY */
    .asciz "Xen"
    .long _start_pvh

#define CR0_PE (1 << 0)
#define CR0_MP (1 << 1)
#define CR0_NE (1 << 5)
#define CR0_WP (1 << 16)
#define CR0_PG (1 << 31)
#define CR4_PAE (1 << 5)
#define CR4_OSFXSR (1 << 9)
#define CR4_OSXMMEXCPT (1 << 10)
#define MSR_EFER 0xc0000080
#define EFER_LME (1 << 8)
#define PTE_PRESENT_WRITE 3
#define PTE_BLOCK (1 << 7)

    .code32
    .section .text._start, "ax", @progbits
    .globl _start_pvh
    .type _start_pvh, @function
_start_pvh:
    xorl %edi, %edi

    .globl to_long_mode
to_long_mode:
    cld
    movl %ebx, %esi
    rdtsc
    movl %eax, boot_start
    movl %edx, boot_start + 4

    /* 2048 blocks of 2 MiB, in four tables. */
    movl $boot_directories, %ebx
    movl $(PTE_PRESENT_WRITE | PTE_BLOCK), %eax
    movl $2048, %ecx
1:  movl %eax, (%ebx)
    addl $8, %ebx
    addl $0x200000, %eax
    loop 1b

    movl $boot_pointers, %ebx
    movl $(boot_directories + PTE_PRESENT_WRITE), %eax
    movl $4, %ecx
2:  movl %eax, (%ebx)
    addl $8, %ebx
    addl $4096, %eax
    loop 2b
    movl $(boot_pointers + PTE_PRESENT_WRITE), boot_root

    movl $(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
    movl %eax, %cr4
    movl $boot_root, %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    rdmsr
    orl $EFER_LME, %eax
    wrmsr
    movl $(CR0_PE | CR0_MP | CR0_NE | CR0_WP | CR0_PG), %eax
    movl %eax, %cr0
    lgdt boot_gdt_register
    ljmpl $8, $long_mode

    .code64
long_mode:
    movl $16, %eax
    movl %eax, %ss
    movl %eax, %ds
    movl %eax, %es
    movl $_stack_top, %esp
    xorl %ebp, %ebp
    call start
    ud2
    .size _start_pvh, . - _start_pvh

    .section .rodata.boot, "a", @progbits
    .balign 8
boot_gdt:
    .quad 0
    .quad 0x00af9b000000ffff /* code, 64-bit, ring 0 */
    .quad 0x00cf93000000ffff
boot_gdt_register:
    .word . - boot_gdt - 1
    .long boot_gdt

    .section .bss.boot, "aw", @nobits
    .balign 4096
boot_root:
    .skip 4096
boot_pointers:
    .skip 4096
boot_directories:
    .skip 4 * 4096

    .section .note.GNU-stack, "", @progbits
