/* SPDX-License-Identifier: ISC */
/* bench/unikernels/frames on Linux: a packet socket on the interface that the
 * first argument names. */

#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "command.h"

#define MOST 1514u
#define SPAN (SECOND / 2)
#define QUIET_MS 50
#define PATIENCE_MS 1000
#define TYPE 0xb588 /* for experiments, as it is on the wire */

static char frame[MOST];
static int net;

static void send_for_a_while(size_t size)
{
    uint64_t end = now() + SPAN;
    while (now() < end)
        for (int i = 0; i < 64; i++)
            (void)!write(net, frame, size);
}

/* Whether a frame came in time. A look costs a call only where there is none.
 */
static bool received(int milliseconds)
{
    static char got[MOST];
    struct pollfd wait = { .fd = net, .events = POLLIN };
    struct timespec time = { milliseconds / 1000,
                             milliseconds % 1000 * 1000000 };
    if (syscall(SYS_recvfrom, net, got, sizeof got, MSG_DONTWAIT, 0, 0) > 0)
        return true;
    return ppoll(&wait, 1, &time, NULL) > 0 && read(net, got, sizeof got) > 0;
}

static void drain(void)
{
    while (received(QUIET_MS))
        ;
}

static uint64_t received_a_second(void)
{
    uint64_t count = 0;
    while (!received(PATIENCE_MS))
        ;
    uint64_t start = now(), end = start + SPAN;
    while (received(QUIET_MS)) {
        count++;
        if (count % 64 == 0 && now() >= end)
            break;
    }
    return count * SECOND / (now() - start);
}

static bool begin(const char *name)
{
    struct ifreq interface = { 0 };
    struct sockaddr_ll address = { .sll_family = AF_PACKET,
                                   .sll_protocol = TYPE };
    static const char head[] = { 2, 0, 0, 0, 0, 2,          2,
                                 0, 0, 0, 0, 1, (char)0x88, (char)0xb5 };
    memcpy(frame, head, sizeof head);
    net = socket(AF_PACKET, SOCK_RAW, TYPE);
    memcpy(interface.ifr_name, name, strlen(name) + 1);
    if (net < 0 || ioctl(net, SIOCGIFINDEX, &interface) < 0)
        return false;
    address.sll_ifindex = interface.ifr_ifindex;
    return syscall(SYS_bind, net, &address, sizeof address) == 0;
}

int main(int argc, char **argv)
{
    struct command command;
    if (argc < 2 || strlen(argv[1]) >= IFNAMSIZ || !begin(argv[1]))
        return 1;
    answer(0);
    while ((command = next_command()).letter) {
        if (command.letter == 's')
            send_for_a_while(command.number);
        else
            drain();
        answer(0);
        if (command.letter == 'r')
            answer(received_a_second());
    }
    return 0;
}
