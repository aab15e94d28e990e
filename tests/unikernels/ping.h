/* SPDX-License-Identifier: ISC */
/* An IPv4 host that answers ARP requests and pings, one address per network
 * device. Frames are changed in place from request to reply. */
#ifndef PING_H
#define PING_H

#include "test.h"

#define FRAME_MAX 16384

#define TYPE_IP 0x0800
#define TYPE_ARP 0x0806

/* Offsets into a frame, and sizes. */
enum {
    ETHER_TYPE = 12,
    ARP = 14,
    ARP_OPERATION = ARP + 6,
    ARP_SENDER = ARP + 8,  /* Ethernet address, then IPv4 address */
    ARP_TARGET = ARP + 18, /* likewise */
    ARP_END = ARP + 28,
    IP = 14,
    IP_PROTOCOL = IP + 9,
    IP_SOURCE = IP + 12,
    IP_TARGET = IP + 16,
    ICMP = IP + 20,
    ICMP_SUM = ICMP + 2,
    ICMP_END = ICMP + 8
};

struct host {
    const char *device;
    uint8_t address[4];
    solo5_handle_t handle;
    struct solo5_net_info net;
    uint64_t pings; /* answered */
};

static uint8_t frame[FRAME_MAX];

static inline unsigned get16(size_t at)
{
    return (unsigned)frame[at] << 8 | frame[at + 1];
}

static inline void put16(size_t at, unsigned value)
{
    frame[at] = (uint8_t)(value >> 8);
    frame[at + 1] = (uint8_t)value;
}

static inline bool host_acquire(struct host *host)
{
    return solo5_net_acquire(host->device, &host->handle, &host->net) ==
               SOLO5_R_OK &&
           host->net.mtu + SOLO5_NET_HLEN <= sizeof frame;
}

static inline void answer_ether(const struct host *host)
{
    memcpy(frame, frame + SOLO5_NET_ALEN, SOLO5_NET_ALEN);
    memcpy(frame + SOLO5_NET_ALEN, host->net.mac_address, SOLO5_NET_ALEN);
}

/* RFC 826: a request for our address becomes the reply. */
static inline bool answer_arp(const struct host *host, size_t size)
{
    static const uint8_t header[] = { 0, 1, 8, 0, 6, 4, 0, 1 };
    if (size < ARP_END || memcmp(frame + ARP, header, sizeof header) != 0)
        return false;
    if (memcmp(frame + ARP_TARGET + 6, host->address, 4) != 0)
        return false;
    put16(ARP_OPERATION, 2);
    memcpy(frame + ARP_TARGET, frame + ARP_SENDER, 10);
    memcpy(frame + ARP_SENDER, host->net.mac_address, 6);
    memcpy(frame + ARP_SENDER + 6, host->address, 4);
    return true;
}

/* RFC 792, echo. Only the type changes (8 to 0), so the checksum, a one's
 * complement sum, grows by 8 in its high byte. The IP header's sum does not
 * see that the addresses change places. */
static inline bool answer_ping(struct host *host, size_t size)
{
    if (size < ICMP_END || frame[IP] != 0x45 || frame[IP_PROTOCOL] != 1)
        return false;
    if (memcmp(frame + IP_TARGET, host->address, 4) != 0 || frame[ICMP] != 8)
        return false;
    memcpy(frame + IP_TARGET, frame + IP_SOURCE, 4);
    memcpy(frame + IP_SOURCE, host->address, 4);
    frame[ICMP] = 0;
    unsigned sum = get16(ICMP_SUM) + 0x0800;
    put16(ICMP_SUM, (sum & 0xffff) + (sum >> 16));
    host->pings++;
    return true;
}

static inline bool answer(struct host *host, size_t size)
{
    if (size >= ARP && get16(ETHER_TYPE) == TYPE_ARP)
        return answer_arp(host, size);
    return size >= IP && get16(ETHER_TYPE) == TYPE_IP &&
           answer_ping(host, size);
}

/* Answers all frames that wait at the device; false when it fails. */
static inline bool host_serve(struct host *host)
{
    size_t size;
    solo5_result_t result;
    while ((result = solo5_net_read(host->handle, frame, sizeof frame,
                                    &size)) == SOLO5_R_OK) {
        if (!answer(host, size))
            continue;
        answer_ether(host);
        if (solo5_net_write(host->handle, frame, size) != SOLO5_R_OK)
            return false;
    }
    return result == SOLO5_R_AGAIN;
}

/* Number at the start of text. */
static inline uint64_t parse_number(const char *text)
{
    uint64_t number = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        number = number * 10 + (uint64_t)(*text - '0');
    return number;
}

#endif
