/* SPDX-License-Identifier: ISC */
/* From the tender's entry to the application: a table of contents. */

#include "hvt.h"

#include "bindings.h"
#include "elf_abi.h"
#include "hvt_abi.h"

__attribute__((noreturn)) void start(const struct hvt_boot_info *boot);

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
    paging_init(boot->mem_size);
    time_init(boot->cpu_cycle_freq);
    manifest_init((const struct mft *)boot->mft);
    memory_heap(&info.heap_start, &info.heap_size);
    solo5_exit(solo5_app_main(&info));
}

ELF_INTERP_DECLARE;
OPENBSD_NOTE_DECLARE;
ABI1_NOTE_DECLARE(HVT_ABI_TARGET, HVT_ABI_VERSION);
