/* SPDX-License-Identifier: ISC */
/* A domain's start, and the calls that only this target has. */
#include "vchan.h"

#include <string.h>

#include "hypervisor.h"
#include "kernel.h"

#include <public/io/xenbus.h>

#define OTHER_DOMAIN 7u

static struct vchan vchan;
static enum vchan_result offered = VCHAN_NOT_YET;
static uint32_t written, read_so_far;

void paging_map(uintptr_t from, uintptr_t to, enum page_access access)
{
    require(from < to && access == PAGE_WRITE);
}

void host_seed(uint64_t seed)
{
    misdeeds_choose(seed, MISDEEDS, 24);
    node_set("", "domid", "1");
    netback_init();
    blkback_init();
    vchan_server_init();
}

/* Decimal numbers that fit, and nothing else. */
static void check_numbers(void)
{
    static const struct {
        const char *text;
        uint64_t number;
    } cases[] = {
        { "0", 0 },
        { "4096", 4096 },
        { "18446744073709551615", UINT64_MAX },
        { "18446744073709551616", 7 },
        { "99999999999999999999999", 7 },
        { "00000000000000000000000000001", 7 },
        { "", 7 },
        { "-1", 7 },
        { "1 ", 7 },
        { "0x10", 7 },
    };
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        node_set("", "number", cases[i].text);
        expect(store_read_number("", "number", 7) == cases[i].number);
    }
}

/* A channel that is closed leaves nothing behind but its pages. */
static void check_channels(void)
{
    void *pages = memory_take_pages(VCHAN_PAGES);
    for (unsigned i = 0; i < 3 * MFT_MAX_ENTRIES; i++) {
        require(vchan_connect(&vchan, OTHER_DOMAIN, VCHAN_NAME, pages) ==
                VCHAN_OK);
        vchan_close(&vchan);
    }
}

/* What goes while another device comes is noticed, and told that it is. */
static void check_leaver(void)
{
    solo5_yield(0, NULL);
    require(node_number("device/vif/0", "state") == XenbusStateClosed);
}

static void check_start(void)
{
    check_numbers();
    check_channels();
}

void host_start(void)
{
    xen_init();
    events_init();
    console_init();
    devices_read();
    console_map();
    store_map();
    store_init();
    devices_start();
    if (device_is_honest())
        check_start();
    if (has_only(BACK_LEAVES_EARLY))
        check_leaver();
}

static void write_line(void)
{
    static unsigned lines;
    char line[300];
    size_t size = device_random(sizeof line);
    memset(line, (int)(CONSOLE_LINE + lines++ % 26), size);
    line[size] = '\n';
    solo5_console_write(line, size + 1);
}

static void write_bytes(void)
{
    uint8_t bytes[3000];
    size_t size = device_random(sizeof bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = DEVICE_BYTE(written + i);
    written += (uint32_t)vchan_write(&vchan, bytes, size);
}

static void read_bytes(void)
{
    size_t room = device_random(5000) + 1;
    uint8_t *bytes = guarded(room);
    size_t size = vchan_read(&vchan, bytes, room);
    require(size <= room);
    for (size_t i = 0; i < size; i++)
        expect(bytes[i] == DEVICE_BYTE(read_so_far + i));
    read_so_far += (uint32_t)size;
}

static void use_vchan(void)
{
    expect(vchan_is_open(&vchan));
    switch (device_random(4)) {
    case 0:
        write_bytes();
        break;
    case 1:
        read_bytes();
        break;
    case 2:
        vchan_close(&vchan);
        offered = VCHAN_NOT_YET;
        break;
    default:
        vchan_can_read(&vchan);
        vchan_can_write(&vchan);
    }
}

static void connect(void)
{
    written = read_so_far = 0;
    offered = vchan_connect(&vchan, OTHER_DOMAIN, VCHAN_NAME,
                            memory_take_pages(VCHAN_PAGES));
    expect(offered == VCHAN_OK);
}

/* Nothing goes without the xenstore and Xen; all else is lost one by one. */
bool host_may_abort(void)
{
    bool may = false;
    for (unsigned i = XEN_REFUSES; i <= STORE_LAST; i++)
        may = may || has(i);
    return may;
}

void host_call(void)
{
    if (device_random(3) == 0)
        write_line();
    else if (offered != VCHAN_OK)
        connect();
    else
        use_vchan();
}
