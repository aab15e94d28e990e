/* SPDX-License-Identifier: ISC */
/* From the tender's entry to the application: a table of contents. */

#include "hvt.h"

#include "bindings.h"
#include "elf_abi.h"
#include "hvt_abi.h"
#include "hypercall.h"
#include "kernel.h"

__attribute__((noreturn)) void start(const struct hvt_boot_info *boot);

/* Page tables of our own, in which what the tender hands over can be read. */
static void protect(uint64_t memory_end)
{
    paging_init(memory_end);
    paging_map(HVT_BOOT_INFO_BASE, (uintptr_t)_image_start, PAGE_READ);
    if (HYPERCALL_PAGE)
        paging_map(HYPERCALL_PAGE, HYPERCALL_PAGE + PAGE_SIZE, PAGE_IO);
    paging_activate();
}

void start(const struct hvt_boot_info *boot)
{
    static struct solo5_start_info info;

    stack_protector_init(solo5_clock_wall());
    trap_init();
    platform_set_tls_base(0); /* accidental TLS faults in the zero page */
    info.cmdline = cmdline_parse((const char *)boot->cmdline);
    log_text(LOG_INFO, "Echis bindings for hvt");
    /* Solo5's tender takes no buffer that ends where memory ends. */
    memory_init(boot->mem_size - 1);
    protect(boot->mem_size);
    time_init(boot->cpu_cycle_freq);
    manifest_init((const struct mft *)boot->mft);
    entropy_init();
    memory_heap(&info.heap_start, &info.heap_size);
    solo5_exit(solo5_app_main(&info));
}

ELF_INTERP_DECLARE;
OPENBSD_NOTE_DECLARE;
ABI1_NOTE_DECLARE(HVT_ABI_TARGET, HVT_ABI_VERSION);
