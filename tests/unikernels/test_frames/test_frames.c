/* SPDX-License-Identifier: ISC */
/* Two devices on one bridge: a frame of any size that one sends arrives at the
 * other as it was, also where it is longer than a page by a byte. */

#include "test.h"

#define FRAME_MAX 65536u
#define PAGE 4096u
#define LEAST 60u /* shorter ones may grow on their way */
#define TYPE 12u  /* offset of the type in a frame */
#define DATA 14u
#define SECONDS 1000000000ull

struct device {
    solo5_handle_t handle;
    struct solo5_net_info info;
};

static struct device from, to;
static uint8_t sent[FRAME_MAX], got[FRAME_MAX];

static void fill(size_t size)
{
    memcpy(sent, to.info.mac_address, SOLO5_NET_ALEN);
    memcpy(sent + SOLO5_NET_ALEN, from.info.mac_address, SOLO5_NET_ALEN);
    sent[TYPE] = 0x88; /* IEEE 802, local experimental */
    sent[TYPE + 1] = 0xb5;
    for (size_t i = DATA; i < size; i++)
        sent[i] = (uint8_t)(size + i * 7 + i / PAGE);
}

/* Whether the frame comes; those of others are none of ours. */
static bool arrives(size_t size)
{
    solo5_time_t end = solo5_clock_monotonic() + 5 * SECONDS;
    size_t length;
    while (solo5_clock_monotonic() < end) {
        solo5_result_t result =
            solo5_net_read(to.handle, got, sizeof got, &length);
        if (result == SOLO5_R_AGAIN)
            solo5_yield(end, NULL);
        else if (result != SOLO5_R_OK)
            return false;
        else if (got[TYPE] == 0x88 && got[TYPE + 1] == 0xb5)
            return length == size && memcmp(got, sent, size) == 0;
    }
    return false;
}

static bool passes(size_t size)
{
    fill(size);
    return solo5_net_write(from.handle, sent, size) == SOLO5_R_OK &&
           arrives(size);
}

/* All sizes about a multiple of a page. */
static bool pass_about(size_t middle, size_t most)
{
    for (size_t size = middle - 2; size <= middle + 2 && size <= most; size++)
        if (!passes(size)) {
            print_number(size);
            print(" bytes did not arrive\n");
            return false;
        }
    return true;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_frames ****\n");
    CHECK(solo5_net_acquire("from", &from.handle, &from.info) == SOLO5_R_OK);
    CHECK(solo5_net_acquire("to", &to.handle, &to.info) == SOLO5_R_OK);
    size_t most = from.info.mtu + SOLO5_NET_HLEN;
    CHECK(to.info.mtu == from.info.mtu && most <= FRAME_MAX);
    CHECK(passes(LEAST) && passes(LEAST + 1) && passes(most - 1));
    for (unsigned again = 0; again < 10; again++)
        CHECK(passes(most));
    for (size_t middle = PAGE; middle <= most; middle += PAGE)
        CHECK(pass_about(middle, most));
    return success();
}
