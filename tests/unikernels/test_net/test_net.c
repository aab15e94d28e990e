/* SPDX-License-Identifier: ISC */
/* Answers pings to 10.0.0.2, as many as the argument says. */

#include "ping.h"

static struct host host = { .device = "service0", .address = { 10, 0, 0, 2 } };

int solo5_app_main(const struct solo5_start_info *info)
{
    uint64_t wanted = parse_number(info->cmdline);
    solo5_handle_t again;
    print("\n**** test_net ****\n");
    CHECK(wanted > 0);
    CHECK(solo5_net_write(1, frame, 60) == SOLO5_R_EINVAL);
    CHECK(host_acquire(&host));
    CHECK(solo5_net_acquire("service0", &again, &host.net) == SOLO5_R_EINVAL);
    size_t size = host.net.mtu + SOLO5_NET_HLEN;
    CHECK(solo5_net_write(host.handle, frame, size + 1) == SOLO5_R_EINVAL);
    CHECK(solo5_net_read(host.handle, frame, size - 1, &size) ==
          SOLO5_R_EINVAL);
    while (host.pings < wanted) {
        solo5_handle_set_t ready;
        solo5_yield(UINT64_MAX, &ready);
        CHECK(ready == (solo5_handle_set_t)1 << host.handle);
        CHECK(host_serve(&host));
    }
    return success();
}
