/* SPDX-License-Identifier: ISC */
/* From the boot loader to the application: a table of contents. */

#include "bindings.h"
#include "boot_abi.h"
#include "elf_abi.h"
#include "kernel.h"
#include "machine.h"
#include "virtio.h"

__attribute__((noreturn)) void start(uint32_t magic, uintptr_t information);

void start(uint32_t magic, uintptr_t information)
{
    static struct solo5_start_info info;
    static struct machine machine;

    stack_protector_init(0);
    console_init();
    trap_init();
    platform_set_tls_base(0); /* accidental TLS faults in the zero page */
    machine_read(magic, information, &machine);
    info.cmdline = cmdline_parse(machine.cmdline);
    log_text(LOG_INFO, "Echis bindings for virtio");
    memory_init(machine.memory_end);
    clock_init();
    idle_init();
    paging_init(machine.memory_end);
    machine_map();
    console_map();
    devices_find();
    paging_activate();
    devices_start();
    entropy_init();
    memory_heap(&info.heap_start, &info.heap_size);
    solo5_exit(solo5_app_main(&info));
}

ELF_INTERP_DECLARE;
OPENBSD_NOTE_DECLARE;
ABI1_NOTE_DECLARE(VIRTIO_ABI_TARGET, VIRTIO_ABI_VERSION);
