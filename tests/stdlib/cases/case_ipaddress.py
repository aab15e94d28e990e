# SPDX-License-Identifier: ISC
import ipaddress
from ipaddress import *

for text in (
    "192.168.0.1",
    "10.1.2.3",
    "8.8.8.8",
    "127.0.0.1",
    "224.0.0.1",
    "169.254.1.1",
    "0.0.0.0",
    "100.64.0.1",
    "::1",
    "2001:db8::1",
    "fe80::1",
    "ff02::1",
    "::",
    "2606:4700::1111",
    "1:2:3:4:5:6:7:8",
    "fc00::",
    "2001:0db8:0000:0000:0001:0000:0000:0001",
):
    a = ip_address(text)
    print(
        a,
        repr(a),
        a.version,
        int(a),
        a.packed,
        a.exploded,
        a.is_private,
        a.is_global,
        a.is_loopback,
        a.is_multicast,
        a.is_link_local,
        a.is_unspecified,
    )
for wrong in (
    "1.2.3",
    "256.1.1.1",
    "01.2.3.4",
    "a",
    "1::2::3",
    ":::",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "",
):
    try:
        ip_address(wrong)
        print("no error")
    except ValueError as error:
        print("ValueError", end=" ")
print()
a = IPv4Address("10.0.0.1")
print(
    a + 5,
    a - 1,
    a < IPv4Address("10.0.0.2"),
    a == IPv4Address(167772161),
    a == "10.0.0.1",
    sorted([a + 2, a]),
    {a: 1}[IPv4Address("10.0.0.1")],
    IPv4Address(b"\x01\x02\x03\x04"),
    IPv6Address(1),
    IPv6Address("::ffff:1.2.3.4").ipv4_mapped,
)
try:
    a < IPv6Address("::1")
except TypeError:
    print("TypeError")
for text in (
    "10.0.0.0/8",
    "192.168.1.0/24",
    "1.2.3.4",
    "10.0.0.0/255.255.0.0",
    "10.0.0.0/0.0.0.255",
    "2001:db8::/32",
    "::/0",
    "10.0.0.0/31",
):
    n = ip_network(text)
    print(
        n,
        repr(n),
        n.prefixlen,
        n.netmask,
        n.hostmask,
        n.network_address,
        n.broadcast_address,
        n.num_addresses,
        n.with_netmask,
        n.is_private,
    )
for wrong in (
    "10.0.0.1/8",
    "10.0.0.0/33",
    "10.0.0.0/x",
    "10.0.0.0/255.0.255.0",
    "::1/64",
):
    try:
        ip_network(wrong)
        print("no error")
    except ValueError:
        print("ValueError", end=" ")
print()
n = ip_network("192.168.1.0/29")
print(
    list(n.hosts()),
    list(n)[0],
    n[1],
    n[-1],
    IPv4Address("192.168.1.5") in n,
    IPv4Address("192.168.2.5") in n,
    ip_network("192.168.1.9/29", strict=False),
)
print(
    list(n.subnets()),
    list(n.subnets(new_prefix=31)),
    n.supernet(),
    n.supernet(new_prefix=16),
    n.overlaps(ip_network("192.168.0.0/16")),
    n.subnet_of(ip_network("192.168.0.0/16")),
    n.supernet_of(ip_network("10.0.0.0/8")),
)
print(
    n == ip_network("192.168.1.0/29"),
    n < ip_network("192.168.1.0/30"),
    hash(n) == hash(ip_network("192.168.1.0/29")),
    list(ip_network("1.2.3.4/31").hosts()),
)
i = ip_interface("10.0.0.2/24")
print(
    i,
    repr(i),
    i.ip,
    i.network,
    i.netmask,
    i.with_prefixlen,
    ip_interface("fd00::2/64").network,
    IPv4Interface("1.2.3.4"),
    IPv4Address("10.0.0.2") in i.network,
)
print(
    list(
        collapse_addresses(
            [
                ip_network(t)
                for t in (
                    "10.0.0.0/25",
                    "10.0.0.128/25",
                    "10.0.1.0/24",
                    "10.0.3.0/24",
                    "10.0.0.5/32",
                )
            ]
        )
    )
)
print(ipaddress.IPV4LENGTH, issubclass(ipaddress.AddressValueError, ValueError))
