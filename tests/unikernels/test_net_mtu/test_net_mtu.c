/* SPDX-License-Identifier: ISC */
/* The device has the MTU of the host's interface, given as the argument, and
 * takes a frame of that size. */

#include "ping.h"

static struct host host = { .device = "service0", .address = { 10, 2, 0, 2 } };

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_net_mtu ****\n");
    CHECK(host_acquire(&host));
    print("MTU is ");
    print_number(host.net.mtu);
    print("\n");
    CHECK(host.net.mtu == parse_number(info->cmdline));
    size_t size = host.net.mtu + SOLO5_NET_HLEN;
    memset(frame, 0xff, SOLO5_NET_ALEN);
    memcpy(frame + SOLO5_NET_ALEN, host.net.mac_address, SOLO5_NET_ALEN);
    put16(ETHER_TYPE, 0x88b5); /* IEEE 802, local experimental */
    CHECK(solo5_net_write(host.handle, frame, size) == SOLO5_R_OK);
    return success();
}
