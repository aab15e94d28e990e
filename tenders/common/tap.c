/* SPDX-License-Identifier: ISC */
/* Attaches to an existing tap interface, or takes over an open descriptor. */
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/ethtool.h>
#include <linux/if_tun.h>
#include <linux/sockios.h>

#include "number.h"
#include "report.h"

#define MTU_DEFAULT 1500
#define MTU_MAX UINT16_MAX

static _Noreturn void refuse(const char *interface)
{
    die_errno("Could not attach interface: %s", interface);
}

static struct ifreq request_for(const char *interface)
{
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    return request;
}

/* Opening a tap that does not exist would create one: ask first. */
static void check_is_up(int control, const char *interface)
{
    struct ifreq request = request_for(interface);
    if (strlen(interface) >= IFNAMSIZ)
        errno = ENAMETOOLONG;
    else if (ioctl(control, SIOCGIFFLAGS, &request) == 0)
        errno = request.ifr_flags & (IFF_UP | IFF_RUNNING) ? 0 : ENETDOWN;
    if (errno != 0)
        refuse(interface);
}

static int open_tap(const char *interface)
{
    struct ifreq request = request_for(interface);
    int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1)
        die_errno("Could not attach interface: %s: /dev/net/tun", interface);
    request.ifr_flags = IFF_TAP | IFF_NO_PI;
    if (ioctl(fd, TUNSETIFF, &request) == -1)
        refuse(interface);
    /* The kernel takes a name like tap%d for a pattern. */
    if (strncmp(request.ifr_name, interface, IFNAMSIZ) != 0)
        die("Could not attach interface: %s: not the name of an interface",
            interface);
    return fd;
}

static uint16_t read_mtu(int control, const char *interface)
{
    struct ifreq request = request_for(interface);
    if (ioctl(control, SIOCGIFMTU, &request) == -1)
        refuse(interface);
    if (request.ifr_mtu < 0 || request.ifr_mtu > MTU_MAX)
        die("Could not attach interface: %s: its MTU is not below 65536",
            interface);
    return (uint16_t)request.ifr_mtu;
}

/* Frames merged by the host would not fit the guest's buffers. Whoever may
 * use the tap may lack the right to change it: that is no error. */
static void disable_offload(int control, const char *interface, uint32_t what)
{
    struct ethtool_value value = { .cmd = what, .data = 0 };
    struct ifreq request = request_for(interface);
    request.ifr_data = (void *)&value;
    (void)ioctl(control, SIOCETHTOOL, &request);
}

static int open_control(void)
{
    int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (control == -1)
        die_errno("Could not open a socket to configure interfaces");
    return control;
}

static struct tap open_by_name(const char *interface)
{
    int control = open_control();
    errno = 0;
    check_is_up(control, interface);
    struct tap tap = { .fd = open_tap(interface) };
    tap.mtu = read_mtu(control, interface);
    disable_offload(control, interface, ETHTOOL_SGRO);
    disable_offload(control, interface, ETHTOOL_SGSO);
    close(control);
    return tap;
}

/* A descriptor that is no tap (a socket pair, say) has no MTU of its own. One
 * of /dev/net/tun that nobody has called TUNSETIFF on would take no frame. */
static uint16_t descriptor_mtu(int fd, const char *interface)
{
    struct ifreq request;
    int found = ioctl(fd, TUNGETIFF, &request);
    if (found == -1 && errno == EBADFD)
        die("Could not attach interface: %s: no tap is attached to it",
            interface);
    if (found == -1)
        return MTU_DEFAULT;
    int control = open_control();
    uint16_t mtu = read_mtu(control, request.ifr_name);
    close(control);
    return mtu;
}

static struct tap take_descriptor(const char *interface)
{
    uint64_t number;
    if (!number_parse(interface + 1, &number) || number > INT_MAX)
        die("Could not attach interface: %s: write @ and the number of an "
            "open descriptor",
            interface);
    struct tap tap = { .fd = (int)number };
    if (fcntl(tap.fd, F_SETFL, O_NONBLOCK) == -1)
        refuse(interface);
    tap.mtu = descriptor_mtu(tap.fd, interface);
    return tap;
}

struct tap tap_open(const char *interface)
{
    if (interface[0] == '@')
        return take_descriptor(interface);
    return open_by_name(interface);
}
