/* SPDX-License-Identifier: ISC */
/* ELF header, program headers and Solo5 notes of an executable. */
#include "elf_image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "arch.h"
#include "report.h"

#define NOTE_OWNER "Solo5"

/* A note header with its owner's name, padded to four bytes as ELF asks. */
struct owned_note {
    Elf64_Nhdr header;
    char owner[8];
};

static ssize_t read_some(int fd, void *to, size_t size, uint64_t offset)
{
    ssize_t got;
    do
        got = pread(fd, to, size, (off_t)offset);
    while (got == -1 && errno == EINTR);
    return got;
}

void elf_read_bytes(const struct elf_image *image, void *to, size_t size,
                    uint64_t offset)
{
    uint8_t *at = to;
    uint64_t end;
    if (__builtin_add_overflow(offset, size, &end) || end > INT64_MAX)
        die("%s: invalid executable: a header points outside the file",
            image->path);
    while (size > 0) {
        ssize_t got = read_some(image->fd, at, size, offset);
        if (got == -1)
            die_errno("%s: could not read the executable", image->path);
        if (got == 0)
            die("%s: invalid executable: the file ends too early", image->path);
        at += got;
        size -= (size_t)got;
        offset += (uint64_t)got;
    }
}

static int is_elf64(const Elf64_Ehdr *header)
{
    return memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 &&
           header->e_ident[EI_CLASS] == ELFCLASS64 &&
           header->e_ident[EI_DATA] == ELFDATA2LSB &&
           header->e_version == EV_CURRENT &&
           header->e_ehsize == sizeof(Elf64_Ehdr) &&
           header->e_phentsize == sizeof(Elf64_Phdr);
}

static void check_header(const struct elf_image *image,
                         const Elf64_Ehdr *header)
{
    if (!is_elf64(header) || header->e_type != ET_EXEC)
        die("%s: invalid or unsupported executable: not a static 64-bit "
            "little-endian ELF executable",
            image->path);
    if (header->e_machine != arch_elf_machine)
        die("%s: invalid or unsupported executable: built for another "
            "processor (ELF machine %u, this tender runs %u)",
            image->path, header->e_machine, arch_elf_machine);
    if (header->e_phnum < 1 || header->e_phnum > ELF_MAX_PHDRS)
        die("%s: invalid executable: %u program headers (1 to %u allowed)",
            image->path, header->e_phnum, ELF_MAX_PHDRS);
}

void elf_read(struct elf_image *image, int fd, const char *path)
{
    Elf64_Ehdr header;
    image->fd = fd;
    image->path = path;
    elf_read_bytes(image, &header, sizeof header, 0);
    check_header(image, &header);
    image->entry = header.e_entry;
    image->phnum = header.e_phnum;
    elf_read_bytes(image, image->phdr, image->phnum * sizeof image->phdr[0],
                   header.e_phoff);
}

static int is_note_of(const struct owned_note *note, uint32_t type)
{
    return note->header.n_namesz == sizeof NOTE_OWNER &&
           memcmp(note->owner, NOTE_OWNER, sizeof NOTE_OWNER) == 0 &&
           note->header.n_type == type;
}

/* Only the first note of each PT_NOTE is looked at: Solo5's linker scripts
 * give every Solo5 note a PT_NOTE of its own. */
static const Elf64_Phdr *find_note(const struct elf_image *image, uint32_t type,
                                   struct owned_note *note)
{
    for (unsigned i = 0; i < image->phnum; i++) {
        const Elf64_Phdr *phdr = &image->phdr[i];
        if (phdr->p_type != PT_NOTE)
            continue;
        if (phdr->p_filesz < sizeof note->header)
            die("%s: invalid executable: phdr[%u] note does not fall within "
                "valid size",
                image->path, i);
        if (phdr->p_filesz < sizeof *note)
            continue;
        elf_read_bytes(image, note, sizeof *note, phdr->p_offset);
        if (is_note_of(note, type))
            return phdr;
    }
    return NULL;
}

size_t elf_note(const struct elf_image *image, uint32_t type, size_t align,
                void *to, size_t max)
{
    struct owned_note note;
    const Elf64_Phdr *phdr = find_note(image, type, &note);
    if (phdr == NULL)
        return 0;
    size_t offset = (sizeof note + align - 1) & ~(align - 1);
    size_t padding = offset - sizeof note;
    size_t described = note.header.n_descsz;
    if (described <= padding || described - padding > max ||
        phdr->p_filesz < sizeof note + described)
        die("%s: invalid executable: note does not fall within valid size "
            "(%zu bytes)",
            image->path, described);
    elf_read_bytes(image, to, described - padding, phdr->p_offset + offset);
    return described - padding;
}
