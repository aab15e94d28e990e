/* SPDX-License-Identifier: ISC */
/* Answers pings to 10.0.0.2 and 10.1.0.2 on two devices, on each as many as
 * the argument says. */

#include "ping.h"

static struct host hosts[] = {
    { .device = "service0", .address = { 10, 0, 0, 2 } },
    { .device = "service1", .address = { 10, 1, 0, 2 } },
};

static bool serve_ready(solo5_handle_set_t ready)
{
    for (unsigned i = 0; i < 2; i++)
        if (ready >> hosts[i].handle & 1 && !host_serve(&hosts[i]))
            return false;
    return true;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    uint64_t wanted = parse_number(info->cmdline);
    print("\n**** test_net_2if ****\n");
    CHECK(wanted > 0);
    CHECK(host_acquire(&hosts[0]) && host_acquire(&hosts[1]));
    CHECK(hosts[0].handle != hosts[1].handle);
    CHECK(memcmp(hosts[0].net.mac_address, hosts[1].net.mac_address, 6) != 0);
    while (hosts[0].pings < wanted || hosts[1].pings < wanted) {
        solo5_handle_set_t ready;
        solo5_yield(UINT64_MAX, &ready);
        CHECK(ready != 0 && serve_ready(ready));
    }
    return success();
}
