/* SPDX-License-Identifier: ISC */
/* Network devices of the manifest and their addresses. */
#include "net.h"

#include <string.h>
#include <sys/random.h>

#include "report.h"
#include "tap.h"

#define MAC_SIZE 6
#define MAC_MULTICAST 0x01
#define MAC_LOCAL 0x02

void net_attach(struct manifest *manifest, const char *name,
                const char *interface)
{
    struct mft_entry *entry = manifest_find(manifest, name, MFT_DEV_NET_BASIC);
    struct tap tap = tap_open(interface);
    manifest_attach(entry, tap.fd);
    entry->u.net_basic.mtu = tap.mtu;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Two digits a byte, colons between; the text ends after the last byte. */
static int parse_mac(const char *text, uint8_t mac[MAC_SIZE])
{
    for (int i = 0; i < MAC_SIZE; i++, text += 3) {
        int high = hex_digit(text[0]);
        int low = high < 0 ? -1 : hex_digit(text[1]);
        if (low < 0 || text[2] != (i < MAC_SIZE - 1 ? ':' : '\0'))
            return 0;
        mac[i] = (uint8_t)(high << 4 | low);
    }
    return 1;
}

void net_set_mac(struct manifest *manifest, const char *name, const char *text)
{
    struct mft_entry *entry = manifest_find(manifest, name, MFT_DEV_NET_BASIC);
    if (!parse_mac(text, entry->u.net_basic.mac))
        die("%s: '%s' is no hardware address; write it like "
            "02:00:00:00:00:01",
            name, text);
    if (entry->u.net_basic.mac[0] & MAC_MULTICAST)
        die("%s: '%s' is a multicast address; the first byte must be even",
            name, text);
}

static int has_mac(const struct mft_net_basic *net)
{
    static const uint8_t none[MAC_SIZE];
    return memcmp(net->mac, none, MAC_SIZE) != 0;
}

static void invent_mac(uint8_t mac[MAC_SIZE])
{
    if (getrandom(mac, MAC_SIZE, 0) != MAC_SIZE)
        die_errno("Could not draw a random hardware address");
    mac[0] = (uint8_t)((mac[0] & ~MAC_MULTICAST) | MAC_LOCAL);
}

void net_complete(struct manifest *manifest)
{
    for (unsigned i = 0; i < manifest_entries(manifest); i++) {
        struct mft_entry *entry =
            manifest_device(manifest, i, MFT_DEV_NET_BASIC);
        if (entry != NULL && entry->attached && !has_mac(&entry->u.net_basic))
            invent_mac(entry->u.net_basic.mac);
    }
}
