/* SPDX-License-Identifier: ISC */
/* Where the segments of an executable go, under Solo5's rules: ascending,
 * page-aligned, apart from each other, inside guest memory, never writable
 * and executable at once. */
#include <sys/mman.h>

#include "elf_image.h"
#include "report.h"

struct bounds {
    uint64_t lowest, highest;
};

static _Noreturn void refuse(const struct elf_image *image, unsigned i,
                             const char *why)
{
    die("%s: invalid executable: phdr[%u] %s", image->path, i, why);
}

static int is_power_of_two(uint64_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

static int add_overflows(uint64_t a, uint64_t b, uint64_t *sum)
{
    return __builtin_add_overflow(a, b, sum);
}

static int protection(uint32_t flags)
{
    return (flags & PF_R ? PROT_READ : 0) | (flags & PF_W ? PROT_WRITE : 0) |
           (flags & PF_X ? PROT_EXEC : 0);
}

static void place(const struct elf_image *image, unsigned i,
                  struct elf_segment *segment)
{
    const Elf64_Phdr *phdr = &image->phdr[i];
    uint64_t end;
    if (!is_power_of_two(phdr->p_align))
        refuse(image, i, "alignment is not a power of two");
    if (phdr->p_memsz < phdr->p_filesz)
        refuse(image, i, "is smaller in memory than in the file");
    if (add_overflows(phdr->p_vaddr, phdr->p_memsz, &end) ||
        add_overflows(end, phdr->p_align - 1, &end))
        refuse(image, i, "address overflow");
    segment->start = phdr->p_vaddr & ~(phdr->p_align - 1);
    segment->end = end & ~(phdr->p_align - 1);
    segment->address = phdr->p_vaddr;
    segment->file_offset = phdr->p_offset;
    segment->file_size = phdr->p_filesz;
    segment->prot = protection(phdr->p_flags);
}

static void check_segment(const struct elf_image *image, unsigned i,
                          const struct elf_segment *segment,
                          struct bounds allowed)
{
    if (segment->start < allowed.lowest)
        refuse(image, i,
               "overlaps the segment before it, is not in ascending "
               "order, or lies below the lowest load address");
    if (segment->end > allowed.highest)
        refuse(image, i,
               "falls outside of guest memory; give more with "
               "--mem");
    if ((segment->start | segment->end) & (ELF_PAGE_SIZE - 1))
        refuse(image, i, "is not aligned to the architectural page size");
    if ((segment->prot & PROT_WRITE) && (segment->prot & PROT_EXEC))
        refuse(image, i, "requests WRITE and EXEC permissions");
}

static void check_entry(const struct elf_image *image, struct bounds allowed)
{
    if (image->entry < allowed.lowest || image->entry >= allowed.highest)
        die("%s: invalid executable: the entry point lies outside of guest "
            "memory",
            image->path);
}

/* Solo5 ignores a PT_LOAD without file content: memory is zero anyway. */
static int is_loaded(const Elf64_Phdr *phdr)
{
    return phdr->p_type == PT_LOAD && phdr->p_filesz > 0;
}

void elf_plan(const struct elf_image *image, uint64_t lowest,
              uint64_t memory_size, struct elf_layout *layout)
{
    struct bounds allowed = { lowest, memory_size };
    layout->count = 0;
    layout->end = 0;
    for (unsigned i = 0; i < image->phnum; i++) {
        if (!is_loaded(&image->phdr[i]))
            continue;
        struct elf_segment *segment = &layout->segment[layout->count++];
        place(image, i, segment);
        check_segment(image, i, segment, allowed);
        layout->end = allowed.lowest = segment->end;
    }
    check_entry(image, (struct bounds){ lowest, memory_size });
}

void elf_load(const struct elf_image *image, const struct elf_layout *layout,
              uint8_t *memory)
{
    for (unsigned i = 0; i < layout->count; i++) {
        const struct elf_segment *segment = &layout->segment[i];
        elf_read_bytes(image, memory + segment->address, segment->file_size,
                       segment->file_offset);
    }
}
