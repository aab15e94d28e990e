/* SPDX-License-Identifier: ISC */
/* A manifest without devices. */
#define MFT_ENTRIES 1
#include "mft_abi.h"

MFT1_NOTE_DECLARE_BEGIN
{
    .version = MFT_VERSION, .entries = MFT_ENTRIES,
    .e = { { .name = "", .type = MFT_RESERVED_FIRST } }
}
MFT1_NOTE_DECLARE_END
