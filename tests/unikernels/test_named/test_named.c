/* SPDX-License-Identifier: ISC */
/* A device that is called by its number, or by a disk's name, is that one; all
 * others come in the order of the numbers. Prints which each one is. */

#include "test.h"

static void print_hex(unsigned byte)
{
    static const char digits[] = "0123456789abcdef";
    char text[] = { digits[byte >> 4], digits[byte & 15], 0 };
    print(text);
}

/* The last byte of its address is what tells vifs apart. */
static bool show_net(const char *name)
{
    struct solo5_net_info info;
    solo5_handle_t handle;
    if (solo5_net_acquire(name, &handle, &info) != SOLO5_R_OK)
        return false;
    print(name);
    print(" ends in ");
    print_hex(info.mac_address[SOLO5_NET_ALEN - 1]);
    print("\n");
    return true;
}

/* Of disks it is the size. */
static bool show_block(const char *name)
{
    struct solo5_block_info info;
    solo5_handle_t handle;
    if (solo5_block_acquire(name, &handle, &info) != SOLO5_R_OK)
        return false;
    print(name);
    print(" has ");
    print_number(info.capacity);
    print("\n");
    return true;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_named ****\n");
    CHECK(show_net("service") && show_net("0"));
    CHECK(show_block("storage") && show_block("51744"));
    CHECK(show_block("xvdb") && show_block("more"));
    return success();
}
