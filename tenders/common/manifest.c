/* SPDX-License-Identifier: ISC */
/* Reads, checks and looks up the application's manifest. */
#include "manifest.h"

#include <string.h>

#include "report.h"

struct mft *manifest_mft(struct manifest *manifest)
{
    return (struct mft *)(void *)manifest->bytes;
}

static const struct mft *content(const struct manifest *manifest)
{
    return (const struct mft *)(const void *)manifest->bytes;
}

unsigned manifest_entries(const struct manifest *manifest)
{
    return content(manifest)->entries;
}

static int is_name_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

static int is_device_name(const char name[MFT_NAME_SIZE])
{
    size_t length = 0;
    while (length < MFT_NAME_SIZE && is_name_character(name[length]))
        length++;
    return length >= 1 && length <= MFT_NAME_MAX && name[length] == '\0' &&
           name[MFT_NAME_MAX] == '\0';
}

/* Read as a byte: another value than 0 or 1 is no valid bool to C. */
static int is_marked_attached(const struct mft_entry *entry)
{
    uint8_t mark;
    memcpy(&mark, &entry->attached, sizeof mark);
    return mark != 0;
}

static int is_reserved_entry(const struct mft_entry *entry)
{
    return entry->type == MFT_RESERVED_FIRST && entry->name[0] == '\0' &&
           entry->name[MFT_NAME_MAX] == '\0' && !is_marked_attached(entry);
}

static int is_device_entry(const struct mft_entry *entry)
{
    return (entry->type == MFT_DEV_BLOCK_BASIC ||
            entry->type == MFT_DEV_NET_BASIC) &&
           is_device_name(entry->name) && !is_marked_attached(entry);
}

static int has_sound_size(const struct manifest *manifest)
{
    const struct mft *mft = content(manifest);
    return manifest->size >= sizeof *mft && mft->version == MFT_VERSION &&
           mft->entries >= 1 && mft->entries <= MFT_MAX_ENTRIES &&
           manifest->size ==
               sizeof *mft + mft->entries * sizeof(struct mft_entry);
}

static int is_valid(const struct manifest *manifest)
{
    const struct mft *mft = content(manifest);
    if (!has_sound_size(manifest) || !is_reserved_entry(&mft->e[0]))
        return 0;
    for (unsigned i = 1; i < mft->entries; i++)
        if (!is_device_entry(&mft->e[i]))
            return 0;
    return 1;
}

static void forget_attachments(struct mft *mft)
{
    for (unsigned i = 0; i < mft->entries; i++) {
        memset(&mft->e[i].u, 0, sizeof mft->e[i].u);
        memset(&mft->e[i].b, 0, sizeof mft->e[i].b);
    }
}

void manifest_load(struct manifest *manifest, const struct elf_image *image)
{
    manifest->size = elf_note(image, MFT1_NOTE_TYPE, MFT1_NOTE_ALIGN,
                              manifest->bytes, sizeof manifest->bytes);
    if (manifest->size == 0)
        die("%s: No Solo5 manifest found in executable", image->path);
    if (!is_valid(manifest))
        die("%s: Solo5 manifest is invalid", image->path);
    forget_attachments(manifest_mft(manifest));
}

struct mft_entry *manifest_device(struct manifest *manifest, uint64_t handle,
                                  mft_type_t type)
{
    struct mft *mft = manifest_mft(manifest);
    if (handle >= mft->entries || mft->e[handle].type != type)
        return NULL;
    return &mft->e[handle];
}

struct mft_entry *manifest_find(struct manifest *manifest, const char *name,
                                mft_type_t type)
{
    struct mft *mft = manifest_mft(manifest);
    for (unsigned i = 1; i < mft->entries; i++)
        if (mft->e[i].type == type && strcmp(mft->e[i].name, name) == 0)
            return &mft->e[i];
    die("Resource not declared in manifest: '%s'", name);
}

void manifest_attach(struct mft_entry *entry, int fd)
{
    if (entry->attached)
        die("Device '%s' is attached twice; give it one option only",
            entry->name);
    entry->b.hostfd = fd;
    entry->attached = true;
}

static const char *type_name(mft_type_t type)
{
    return type == MFT_DEV_BLOCK_BASIC ? "BLOCK_BASIC" : "NET_BASIC";
}

void manifest_require_attached(struct manifest *manifest)
{
    struct mft *mft = manifest_mft(manifest);
    int missing = 0;
    for (unsigned i = 1; i < mft->entries; i++) {
        if (mft->e[i].attached)
            continue;
        complain("Device '%s' of type %s declared but not attached.",
                 mft->e[i].name, type_name(mft->e[i].type));
        missing = 1;
    }
    if (missing)
        die("All declared devices must be attached. See --help for syntax.");
}
