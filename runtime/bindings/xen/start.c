/* SPDX-License-Identifier: ISC */
/* From Xen's domain builder to the application: a table of contents. */

#include "bindings.h"
#include "elf_abi.h"
#include "kernel.h"
#include "machine/pvh.h"
#include "xen.h"

/* Solo5 counts these. */
#define XEN_ABI_VERSION 1

__attribute__((noreturn)) void start(uint32_t magic, uintptr_t information);

/* Hypercalls are code, in a page of ours that Xen has written. */
static void protect(uint64_t memory_end)
{
    paging_init(memory_end);
    paging_map((uintptr_t)hypercall_page, (uintptr_t)hypercall_page + PAGE_SIZE,
               PAGE_EXECUTE);
    console_map();
    store_map();
    paging_activate();
}

void start(uint32_t magic, uintptr_t information)
{
    static struct solo5_start_info info;

    (void)magic;
    stack_protector_init(0);
    xen_init();
    events_init();
    console_init();
    trap_init();
    platform_set_tls_base(0); /* accidental TLS faults in the zero page */
    struct pvh pvh = pvh_read(information);
    info.cmdline = cmdline_parse(pvh.cmdline);
    log_text(LOG_INFO, "Echis bindings for xen");
    memory_init(pvh.memory_end);
    devices_read();
    protect(pvh.memory_end);
    store_init();
    entropy_init();
    devices_start();
    memory_heap(&info.heap_start, &info.heap_size);
    solo5_exit(solo5_app_main(&info));
}

ELF_INTERP_DECLARE;
OPENBSD_NOTE_DECLARE;
ABI1_NOTE_DECLARE(XEN_ABI_TARGET, XEN_ABI_VERSION);
