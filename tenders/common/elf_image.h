/* SPDX-License-Identifier: ISC */
/* The reader of unikernel executables. The file is untrusted: every field is
 * checked before it is used, and a bad one ends the tender with a sentence. */
#ifndef TENDER_ELF_IMAGE_H
#define TENDER_ELF_IMAGE_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>

#define ELF_MAX_PHDRS 64

/* All loaders here work in 4 KiB pages, whatever the host's page size. */
#define ELF_PAGE_SIZE 4096

struct elf_image {
    int fd;
    const char *path;
    uint64_t entry;
    unsigned phnum;
    Elf64_Phdr phdr[ELF_MAX_PHDRS];
};

/* One PT_LOAD: where it lies in memory (page-aligned start and end), and which
 * bytes of the file go to which address. prot holds PROT_* bits. */
struct elf_segment {
    uint64_t start, end;
    uint64_t address, file_offset, file_size;
    int prot;
};

struct elf_layout {
    uint64_t end; /* first byte after the highest segment */
    unsigned count;
    struct elf_segment segment[ELF_MAX_PHDRS];
};

/* Reads and checks the headers of the executable open at (fd). */
void elf_read(struct elf_image *image, int fd, const char *path);

/* Copies the content of the Solo5 note of (type) to (to), at most (max)
 * bytes, and returns its size; 0 when there is no such note. (align) is the
 * alignment of the content inside the note. */
size_t elf_note(const struct elf_image *image, uint32_t type, size_t align,
                void *to, size_t max);

/* Works out and checks where every segment goes in guest memory of
 * (memory_size) bytes, of which those below (lowest) are the tender's. */
void elf_plan(const struct elf_image *image, uint64_t lowest,
              uint64_t memory_size, struct elf_layout *layout);

/* Reads the segments to (memory), which must be zero and hold the layout. */
void elf_load(const struct elf_image *image, const struct elf_layout *layout,
              uint8_t *memory);

/* Fills (size) bytes from (offset) of the file, all or nothing. */
void elf_read_bytes(const struct elf_image *image, void *to, size_t size,
                    uint64_t offset);

#endif
