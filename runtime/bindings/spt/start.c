/* SPDX-License-Identifier: ISC */
/* From the tender's jump to the application: a table of contents. */

#include "bindings.h"
#include "elf_abi.h"
#include "spt.h"

__attribute__((noreturn)) void start(const struct spt_boot_info *boot);

void start(const struct spt_boot_info *boot)
{
    static struct solo5_start_info info;

    stack_protector_init(solo5_clock_wall());
    platform_set_tls_base(0); /* accidental TLS faults in the zero page */
    info.cmdline = cmdline_parse(boot->cmdline);
    log_text(LOG_INFO, "Echis bindings for spt");
    memory_init(boot->mem_size);
    manifest_init(boot->mft);
    net_init(boot);
    entropy_init();
    memory_heap(&info.heap_start, &info.heap_size);
    solo5_exit(solo5_app_main(&info));
}

ELF_INTERP_DECLARE;
OPENBSD_NOTE_DECLARE;
ABI1_NOTE_DECLARE(SPT_ABI_TARGET, SPT_ABI_VERSION);
