/* SPDX-License-Identifier: ISC */
/* Uses its devices for as many milliseconds as the argument says, or until
 * something is typed, whatever becomes of them: tells when one begins to fail,
 * and goes on. */

#include "echis.h"
#include "test.h"

#define FRAMES 100u /* a round: more than a ring takes */
#define FRAME_MAX 65536u
#define MS 1000000ull

struct use {
    const char *name;
    solo5_handle_t handle;
    uint64_t good, bad;
    bool fails;
};

static struct use net = { .name = "service" }, disk = { .name = "storage" };
static struct solo5_net_info net_info;
static struct solo5_block_info disk_info;
static uint8_t frame[FRAME_MAX], block[4096];

static void note(struct use *use, bool good)
{
    (*(good ? &use->good : &use->bad))++;
    if (good != use->fails)
        return;
    use->fails = !good;
    print(use->name);
    print(good ? " works again\n" : " fails\n");
}

static bool read_all(void)
{
    size_t size;
    solo5_result_t result;
    do
        result = solo5_net_read(net.handle, frame, sizeof frame, &size);
    while (result == SOLO5_R_OK);
    return result == SOLO5_R_AGAIN;
}

static bool send_all(void)
{
    memset(frame, 0xff, SOLO5_NET_ALEN);
    memcpy(frame + SOLO5_NET_ALEN, net_info.mac_address, SOLO5_NET_ALEN);
    frame[12] = 0x88; /* IEEE 802, local experimental */
    frame[13] = 0xb5;
    for (unsigned i = 0; i < FRAMES; i++)
        if (solo5_net_write(net.handle, frame,
                            i % 2 ? 60 : net_info.mtu + SOLO5_NET_HLEN) !=
            SOLO5_R_OK)
            return false;
    return true;
}

static bool keeps(solo5_off_t offset)
{
    size_t size = disk_info.block_size;
    memset(block, (int)disk.good, size);
    return solo5_block_write(disk.handle, offset, block, size) == SOLO5_R_OK &&
           solo5_block_read(disk.handle, offset, block, size) == SOLO5_R_OK &&
           block[size - 1] == (uint8_t)disk.good;
}

static void show(const struct use *use)
{
    print(use->name);
    print(": ");
    print_number(use->good);
    print(" good, ");
    print_number(use->bad);
    print(" bad\n");
}

static bool is_told_to_end(void)
{
    char byte;
    size_t size;
    return echis_console_read(&byte, 1, &size) == SOLO5_R_OK;
}

static uint64_t parse(const char *digits)
{
    uint64_t number = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++)
        number = number * 10 + (uint64_t)(*digits - '0');
    return number;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    solo5_time_t end = solo5_clock_monotonic() + parse(info->cmdline) * MS;
    print("\n**** test_busy ****\n");
    CHECK(solo5_net_acquire(net.name, &net.handle, &net_info) == SOLO5_R_OK);
    CHECK(solo5_block_acquire(disk.name, &disk.handle, &disk_info) ==
          SOLO5_R_OK);
    do {
        note(&net, send_all() && read_all());
        note(&disk, keeps(disk_info.capacity - disk_info.block_size));
        solo5_yield(solo5_clock_monotonic() + 10 * MS, NULL);
    } while (solo5_clock_monotonic() < end && !is_told_to_end());
    show(&net);
    show(&disk);
    return success();
}
