/* SPDX-License-Identifier: ISC */
/* A manifest with a block device, handle 1, and a network, handle 2. */
#define MFT_ENTRIES 3
#include "mft_abi.h"

MFT1_NOTE_DECLARE_BEGIN
{
    .version = MFT_VERSION, .entries = MFT_ENTRIES,
    .e = {
        { .name = "", .type = MFT_RESERVED_FIRST },
        { .name = "storage", .type = MFT_DEV_BLOCK_BASIC },
        { .name = "service", .type = MFT_DEV_NET_BASIC },
    }
}
MFT1_NOTE_DECLARE_END
