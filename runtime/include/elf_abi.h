/* SPDX-License-Identifier: ISC */
/* What an image says of itself in its ELF file: its target and the version of
 * the target's ABI (the ABI1 note), and two marks that keep host kernels from
 * running it. Read by bindings and tenders; needs C11 headers only. */
#ifndef ELF_ABI_H
#define ELF_ABI_H

#include <stddef.h>
#include <stdint.h>

enum abi_target {
    HVT_ABI_TARGET = 1,
    SPT_ABI_TARGET = 2,
    VIRTIO_ABI_TARGET = 3,
    MUEN_ABI_TARGET = 4,
    GENODE_ABI_TARGET = 5,
    XEN_ABI_TARGET = 6
};

#define ABI1_NOTE_NAME "Solo5"
#define ABI1_NOTE_TYPE 0x31494241 /* "ABI1" in memory */

/* An Elf64_Nhdr and the owner's name, padded to four bytes. */
struct abi1_nhdr {
    uint32_t n_namesz;
    uint32_t n_descsz;
    uint32_t n_type;
    char n_name[8];
};

struct abi1_info {
    uint32_t abi_target; /* enum abi_target */
    uint32_t abi_version;
    uint32_t reserved0; /* zero */
    uint32_t reserved1; /* zero */
};

struct abi1_note {
    struct abi1_nhdr h;
    struct abi1_info i;
};

/* Alignment and largest size of the descriptor, for who reads the note. */
#define ABI1_NOTE_ALIGN _Alignof(struct abi1_info)
#define ABI1_NOTE_MAX_SIZE (2 * sizeof(struct abi1_info))

_Static_assert(sizeof(struct abi1_nhdr) == 20, "ABI1 note header");
_Static_assert(offsetof(struct abi1_note, i) == 20, "ABI1 note descriptor");
_Static_assert(sizeof(struct abi1_note) == 36, "ABI1 note");

/* ABI1_NOTE_DECLARE(SPT_ABI_TARGET, SPT_ABI_VERSION); once in every image. */
#define ABI1_NOTE_DECLARE(target, version)                                     \
    const struct abi1_note solo5_abi1_note                                     \
        __attribute__((used, section(".note.solo5.abi"), aligned(4))) = {      \
            .h = { sizeof(ABI1_NOTE_NAME), sizeof(struct abi1_info),           \
                   ABI1_NOTE_TYPE, ABI1_NOTE_NAME },                           \
            .i = { .abi_target = (target), .abi_version = (version) }          \
        }

/* PT_INTERP: a host kernel that is asked to run the image looks for this
 * interpreter and gives up. The slash at the end makes it fail even where a
 * file of that name exists. */
#define ELF_INTERP "/nonexistent/solo5/"

#define ELF_INTERP_DECLARE                                                     \
    const char solo5_interp[] __attribute__((used, section(".interp"))) =      \
        ELF_INTERP

/* OpenBSD looks at PT_INTERP only in what is marked as its own; otherwise its
 * shell runs the file as a script. The mark must be in the first PT_NOTE. */
struct openbsd_note {
    uint32_t n_namesz;
    uint32_t n_descsz;
    uint32_t n_type;
    char n_name[8];
    uint32_t data;
};

#define OPENBSD_NOTE_DECLARE                                                   \
    const struct openbsd_note solo5_openbsd_note __attribute__((               \
        used, section(".note.solo5.not_openbsd"), aligned(4))) = {             \
        .n_namesz = 8, .n_descsz = 4, .n_type = 1, .n_name = "OpenBSD"         \
    }

#endif
