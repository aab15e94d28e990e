/* SPDX-License-Identifier: ISC */
/* The manifest: a network card and a disk. */
#define MFT_ENTRIES 3
#include "mft_abi.h"

MFT1_NOTE_DECLARE_BEGIN
{
    .version = MFT_VERSION, .entries = 3,
    .e = {
        { .name = "", .type = MFT_RESERVED_FIRST },
        { .name = "network", .type = MFT_DEV_NET_BASIC },
        { .name = "storage", .type = MFT_DEV_BLOCK_BASIC },
    }
}
MFT1_NOTE_DECLARE_END
