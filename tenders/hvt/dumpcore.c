/* SPDX-License-Identifier: ISC */
/* The core file holds the processor's registers (NT_PRSTATUS) and all of
 * guest memory, sparse where the guest never wrote. */
#include "dumpcore.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/procfs.h>
#include <unistd.h>

#include "arch.h"
#include "cpu.h"
#include "report.h"

#define STATUS_ABORT 255
#define MEMORY_AT ELF_PAGE_SIZE /* where guest memory begins in the file */

struct core_head {
    Elf64_Ehdr header;
    Elf64_Phdr note, memory;
    Elf64_Nhdr note_header;
    char owner[8];
    prstatus_t status;
};

_Static_assert(sizeof(struct core_head) <= MEMORY_AT,
               "the head of a core file fits one page");
_Static_assert(sizeof(elf_gregset_t) <= CPU_CORE_REGISTERS * sizeof(uint64_t),
               "every register of a core file has its place");

/* The number is reserved now, so that the system call filter can name it. */
void dumpcore_prepare(struct dumpcore *dumpcore, const char *directory)
{
    dumpcore->directory = directory;
    dumpcore->directory_fd =
        open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dumpcore->directory_fd == -1)
        die_errno("dumpcore: cannot open dir %s", directory);
    if (access(directory, W_OK) == -1)
        die_errno("dumpcore: dir not writable: %s", directory);
    dumpcore->core_fd = fcntl(dumpcore->directory_fd, F_DUPFD_CLOEXEC, 0);
    if (dumpcore->core_fd == -1)
        die_errno("dumpcore: no descriptor left");
    snprintf(dumpcore->name, sizeof dumpcore->name, "core.solo5-hvt.%d",
             (int)getpid());
}

static void fill_headers(struct core_head *head, uint64_t memory_size)
{
    size_t note_at = offsetof(struct core_head, note_header);
    memcpy(head->header.e_ident, ELFMAG, SELFMAG);
    head->header.e_ident[EI_CLASS] = ELFCLASS64;
    head->header.e_ident[EI_DATA] = ELFDATA2LSB;
    head->header.e_ident[EI_VERSION] = EV_CURRENT;
    head->header.e_ident[EI_OSABI] = ELFOSABI_STANDALONE;
    head->header.e_type = ET_CORE;
    head->header.e_machine = arch_elf_machine;
    head->header.e_version = EV_CURRENT;
    head->header.e_ehsize = sizeof head->header;
    head->header.e_phoff = offsetof(struct core_head, note);
    head->header.e_phentsize = sizeof head->note;
    head->header.e_phnum = 2;
    head->note.p_type = PT_NOTE;
    head->note.p_offset = note_at;
    head->note.p_filesz = sizeof *head - note_at;
    head->note.p_align = 4;
    head->memory.p_type = PT_LOAD;
    head->memory.p_flags = PF_R | PF_W | PF_X;
    head->memory.p_offset = MEMORY_AT;
    head->memory.p_filesz = head->memory.p_memsz = memory_size;
    head->memory.p_align = ELF_PAGE_SIZE;
}

static void fill_status(struct core_head *head, const struct vm *vm,
                        const void *trap)
{
    uint64_t registers[CPU_CORE_REGISTERS] = { 0 };
    head->note_header.n_namesz = sizeof "CORE";
    head->note_header.n_descsz = sizeof head->status;
    head->note_header.n_type = NT_PRSTATUS;
    memcpy(head->owner, "CORE", sizeof "CORE");
    cpu_core_registers(vm, trap, registers);
    memcpy(&head->status.pr_reg, registers, sizeof head->status.pr_reg);
}

static int put(const struct dumpcore *dumpcore, const void *data, size_t size,
               uint64_t offset)
{
    return pwrite(dumpcore->core_fd, data, size, (off_t)offset) ==
           (ssize_t)size;
}

static int is_zero(const uint8_t *page)
{
    static const uint8_t zero[ELF_PAGE_SIZE];
    return memcmp(page, zero, ELF_PAGE_SIZE) == 0;
}

/* The last page is always written: it gives the file its full size. */
static int put_memory(const struct dumpcore *dumpcore, const struct vm *vm)
{
    uint64_t last = vm->memory_size - ELF_PAGE_SIZE;
    for (uint64_t at = 0; at <= last; at += ELF_PAGE_SIZE)
        if ((at == last || !is_zero(vm->memory + at)) &&
            !put(dumpcore, vm->memory + at, ELF_PAGE_SIZE, MEMORY_AT + at))
            return 0;
    return 1;
}

static int create(const struct dumpcore *dumpcore)
{
    int fd = openat(dumpcore->directory_fd, dumpcore->name,
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return fd != -1 && dup3(fd, dumpcore->core_fd, O_CLOEXEC) != -1;
}

/* Segments that the guest may not read have to be readable for a moment. */
static int write_core(const struct dumpcore *dumpcore, const struct vm *vm,
                      const void *trap)
{
    struct core_head head = { 0 };
    fill_headers(&head, vm->memory_size);
    fill_status(&head, vm, trap);
    return create(dumpcore) &&
           mprotect(vm->memory, vm->memory_size, PROT_READ) == 0 &&
           put(dumpcore, &head, sizeof head, 0) && put_memory(dumpcore, vm);
}

void dumpcore_at_halt(struct dumpcore *dumpcore, const struct vm *vm,
                      int status, const void *trap)
{
    if (dumpcore == NULL || status != STATUS_ABORT)
        return;
    complain("dumpcore: dumping guest core to: %s/%s", dumpcore->directory,
             dumpcore->name);
    if (!write_core(dumpcore, vm, trap))
        complain("dumpcore: the core file could not be written in full: %s",
                 strerror(errno));
}
