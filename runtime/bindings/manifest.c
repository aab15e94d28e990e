/* SPDX-License-Identifier: ISC */
/* Devices by name and by handle, as the tender's copy of the manifest has
 * them. A handle is good after its acquire only. */

#include <string.h>

#include "bindings.h"

static const struct mft *manifest;
static solo5_handle_set_t acquired;

void manifest_init(const struct mft *mft)
{
    REQUIRE(mft->version == MFT_VERSION);
    REQUIRE(mft->entries <= MFT_MAX_ENTRIES);
    manifest = mft;
}

unsigned manifest_count(mft_type_t type)
{
    unsigned count = 0;
    for (unsigned i = 0; i < manifest->entries; i++)
        count += manifest->e[i].type == type;
    return count;
}

static bool is_device(const struct mft_entry *entry, const char *name,
                      mft_type_t type)
{
    return entry->type == type && entry->attached &&
           strncmp(entry->name, name, MFT_NAME_SIZE) == 0;
}

/* The device called name, acquired now for the first time; else NULL. */
static const struct mft_entry *acquire(const char *name, mft_type_t type,
                                       solo5_handle_t *handle)
{
    for (unsigned i = 0; i < manifest->entries; i++) {
        solo5_handle_set_t bit = (solo5_handle_set_t)1 << i;
        if (!is_device(&manifest->e[i], name, type) || acquired & bit)
            continue;
        acquired |= bit;
        *handle = i;
        return &manifest->e[i];
    }
    return NULL;
}

solo5_result_t solo5_net_acquire(const char *name, solo5_handle_t *handle,
                                 struct solo5_net_info *info)
{
    const struct mft_entry *device = acquire(name, MFT_DEV_NET_BASIC, handle);
    if (!device)
        return SOLO5_R_EINVAL;
    info->mtu = device->u.net_basic.mtu;
    memcpy(info->mac_address, device->u.net_basic.mac, SOLO5_NET_ALEN);
    return SOLO5_R_OK;
}

solo5_result_t solo5_block_acquire(const char *name, solo5_handle_t *handle,
                                   struct solo5_block_info *info)
{
    const struct mft_entry *device = acquire(name, MFT_DEV_BLOCK_BASIC, handle);
    if (!device)
        return SOLO5_R_EINVAL;
    info->capacity = device->u.block_basic.capacity;
    info->block_size = device->u.block_basic.block_size;
    return SOLO5_R_OK;
}

const struct mft_entry *manifest_device(solo5_handle_t handle, mft_type_t type)
{
    if (handle >= manifest->entries || !(acquired >> handle & 1))
        return NULL;
    const struct mft_entry *entry = &manifest->e[handle];
    return entry->type == type ? entry : NULL;
}

bool manifest_block_io_ok(const struct mft_entry *device, solo5_off_t offset,
                          size_t size)
{
    return size == device->u.block_basic.block_size &&
           manifest_blocks_io_ok(device, offset, size);
}

bool manifest_blocks_io_ok(const struct mft_entry *device, solo5_off_t offset,
                           size_t size)
{
    const struct mft_block_basic *block = &device->u.block_basic;
    return size > 0 && size % block->block_size == 0 &&
           offset % block->block_size == 0 && offset < block->capacity &&
           size <= block->capacity - offset;
}
