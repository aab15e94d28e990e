/* SPDX-License-Identifier: ISC */
/* The manifest, version 1: which devices an image needs. It lies in the image
 * as the MFT1 note; the tender checks it, fills in the properties of what it
 * attached, and hands a copy to the guest. Needs C11 headers only. */
#ifndef MFT_ABI_H
#define MFT_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MFT_VERSION 1

typedef enum mft_type {
    MFT_DEV_BLOCK_BASIC = 1,
    MFT_DEV_NET_BASIC = 2,
    MFT_RESERVED_FIRST = 1 << 30 /* entry 0, so that no handle is 0 */
} mft_type_t;

struct mft_block_basic {
    uint64_t capacity;   /* bytes */
    uint16_t block_size; /* bytes */
};

struct mft_net_basic {
    uint8_t mac[6];
    uint16_t mtu; /* bytes, without the Ethernet header */
};

#define MFT_NAME_MAX 67 /* characters */
#define MFT_NAME_SIZE (MFT_NAME_MAX + 1)

struct mft_entry {
    char name[MFT_NAME_SIZE]; /* letters and digits; empty in entry 0 */
    mft_type_t type;
    union {
        struct mft_block_basic block_basic;
        struct mft_net_basic net_basic;
    } u;
    union {
        int hostfd; /* spt: the descriptor that the guest uses */
        void *data; /* other targets: of the bindings */
    } b;
    bool attached;
};

/* A handle is an index into the manifest and a bit of a 64-bit set. */
#define MFT_MAX_ENTRIES 64

/* A generated manifest.c defines MFT_ENTRIES; all other code reads manifests
 * whose length it does not know. */
#ifndef MFT_ENTRIES
#define MFT_ENTRIES
#else
_Static_assert(MFT_ENTRIES >= 1 && MFT_ENTRIES <= MFT_MAX_ENTRIES,
               "1 to 64 manifest entries");
#endif

struct mft {
    uint32_t version; /* MFT_VERSION */
    uint32_t entries;
    struct mft_entry e[MFT_ENTRIES];
};

_Static_assert(offsetof(struct mft_entry, type) == 68, "mft_entry.type");
_Static_assert(offsetof(struct mft_entry, u) == 72, "mft_entry.u");
_Static_assert(offsetof(struct mft_entry, b) == 88, "mft_entry.b");
_Static_assert(offsetof(struct mft_entry, attached) == 96,
               "mft_entry.attached");
_Static_assert(sizeof(struct mft_entry) == 104, "mft_entry");
_Static_assert(offsetof(struct mft, e) == 8, "mft.e");

#define MFT1_NOTE_NAME "Solo5"
#define MFT1_NOTE_TYPE 0x3154464d /* "MFT1" in memory */

/* An Elf64_Nhdr and the owner's name, padded to four bytes. */
struct mft1_nhdr {
    uint32_t n_namesz;
    uint32_t n_descsz;
    uint32_t n_type;
    char n_name[8];
};

/* The manifest is aligned inside the note: its descriptor starts with four
 * bytes of padding, which n_descsz counts. */
struct mft1_note {
    struct mft1_nhdr h;
    struct mft m;
};

_Static_assert(sizeof(struct mft1_nhdr) == 20, "MFT1 note header");
_Static_assert(offsetof(struct mft1_note, m) == 24, "MFT1 note descriptor");

/* Alignment and largest size of the descriptor, for who reads the note. */
#define MFT1_NOTE_ALIGN 8
#define MFT1_NOTE_MAX_SIZE                                                     \
    (offsetof(struct mft1_note, m.e) - sizeof(struct mft1_nhdr) +              \
     MFT_MAX_ENTRIES * sizeof(struct mft_entry))

/* Around the initialiser of a struct mft, in a generated manifest.c. */
#define MFT1_NOTE_DECLARE_BEGIN                                                \
    const struct mft1_note solo5_mft1_note                                     \
        __attribute__((used, section(".note.solo5.manifest"), aligned(4))) = { \
            .h = { sizeof(MFT1_NOTE_NAME),                                     \
                   sizeof(struct mft1_note) - sizeof(struct mft1_nhdr),        \
                   MFT1_NOTE_TYPE, MFT1_NOTE_NAME },                           \
            .m =

#define MFT1_NOTE_DECLARE_END                                                  \
    }                                                                          \
    ;

#endif
