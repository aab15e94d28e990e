/* SPDX-License-Identifier: ISC */
/* Attaches storage and checks it against the sector size. */
#include "block.h"

#include <fcntl.h>
#include <unistd.h>

#include "number.h"
#include "report.h"

#define SECTOR_SIZE_DEFAULT 512
#define SECTOR_SIZE_MAX 32768 /* the ABI's field has 16 bits */

void block_attach(struct manifest *manifest, const char *name, const char *path)
{
    struct mft_entry *entry =
        manifest_find(manifest, name, MFT_DEV_BLOCK_BASIC);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd == -1)
        die_errno("Could not open block device: %s", path);
    off_t capacity = lseek(fd, 0, SEEK_END);
    if (capacity == -1)
        die_errno("%s: Could not determine capacity", path);
    manifest_attach(entry, fd);
    entry->u.block_basic.capacity = (uint64_t)capacity;
}

static int is_sector_size(uint64_t bytes)
{
    return bytes >= SECTOR_SIZE_DEFAULT && (bytes & (bytes - 1)) == 0;
}

void block_set_sector_size(struct manifest *manifest, const char *name,
                           const char *text)
{
    uint64_t bytes;
    struct mft_entry *entry =
        manifest_find(manifest, name, MFT_DEV_BLOCK_BASIC);
    if (!number_parse(text, &bytes) || !is_sector_size(bytes))
        die("%s: Block size must be a multiple of 2 greater than or equal 512 "
            "(a power of two), not '%s'",
            name, text);
    if (bytes > SECTOR_SIZE_MAX)
        die("%s: Block size must be at most %u, not '%s'", name,
            SECTOR_SIZE_MAX, text);
    entry->u.block_basic.block_size = (uint16_t)bytes;
}

static void check_device(struct mft_entry *entry)
{
    struct mft_block_basic *block = &entry->u.block_basic;
    if (block->block_size == 0)
        block->block_size = SECTOR_SIZE_DEFAULT;
    if (block->capacity & (block->block_size - 1u))
        die("%s: Backing storage size must be block aligned (%u bytes)",
            entry->name, block->block_size);
    if (block->capacity < block->block_size)
        die("%s: Backing storage must be at least 1 block (%u bytes) in size",
            entry->name, block->block_size);
}

void block_check(struct manifest *manifest)
{
    for (unsigned i = 0; i < manifest_entries(manifest); i++) {
        struct mft_entry *entry =
            manifest_device(manifest, i, MFT_DEV_BLOCK_BASIC);
        if (entry != NULL && entry->attached)
            check_device(entry);
    }
}
