# SPDX-License-Identifier: ISC
# Every constructor of MirageOS's catalogue once: its type, its picture, its code.
from ipaddress import IPv4Address, IPv6Address

from echis import *

V4_ANY, V6_ANY = IPv4Address("0.0.0.0"), IPv6Address("::")

net = default_network
own = netif("own", group="own")
frames = etif(net)
neighbours = arp(frames)
fixed = ipv4_config("10.0.0.3/24", "10.0.0.1")
v4 = create_ipv4(frames, neighbours, group="own", config=fixed)
v6 = create_ipv6(net, frames, group="own", config=ipv6_config("fc00::3/64"))
dual = create_ipv4v6(v4, v6)
stack = generic_stackv4v6(net, group="any")
tcp_of_stack = tcpv4v6_of_stackv4v6(stack)
dns = generic_dns_client(stack)
eyeballs = generic_happy_eyeballs(stack, dns)
names = resolver_dns(stack)
connections = conduit_direct(stack, tls=True)
git = git_happy_eyeballs(stack, dns, eyeballs)
ssh_key = Key.create(
    "ssh-key", Key.Arg.opt(Key.Arg.some(Key.Arg.string), None, stage="run"), secret=True
)
disk = block_of_file("disk")
collector = syslog_config("host", port=514, truncate=1024)
alone = {"ipv4_only": Key.ipv4_only(), "ipv6_only": Key.ipv6_only()}

EVERYWHERE = [
    default_time, default_posix_clock, default_monotonic_clock,
    default_random, rng(), default_console, custom_console("log"),
    mprof_trace(size=4096),
    ramdisk("ram"), generic_block("any"),
    crunch("files"), archive(disk), archive_of_files(dir="files"),
    direct_kv_ro("files"), generic_kv_ro("more", group="more"),
    docteur("file:files", mode="light", disk=Key.disk("docs")), kv_rw_mem(), kv_ro_of_fs(fat(disk)),
    fat_of_files(dir="files", regexp="*.txt"),
    own, frames, neighbours, v4, v6, dual,
    direct_udp(v4), direct_udp(v6), direct_udp(dual),
    direct_tcp(v4), direct_tcp(v6), direct_tcp(dual),
    direct_stackv4(net, frames, neighbours, v4), direct_stackv6(net, frames, v6),
    direct_stackv4v6(net, frames, neighbours, v4, v6, **alone),
    dhcp_ipv4_stack(net), static_ipv4_stack(net), static_ipv6_stack(net),
    static_ipv4v6_stack(net), 
    generic_stackv4(net, group="any"), generic_stackv6(net, group="any"), stack,
    tcp_of_stack, names, dns, eyeballs,
    syslog_udp(stack, config=collector), syslog_tcp(stack, config=collector),
    syslog_tls(stack, crunch("keys"), config=collector, keyname="a"),
    connections, cohttp_server(connections), httpaf_server(connections),
    cohttp_client(names, connections),
    git, git_tcp(tcp_of_stack, git), git_ssh(tcp_of_stack, git, key=ssh_key),
    git_http(tcp_of_stack, git), merge_git_clients(git, git),
    app_info, default_argv, no_argv,
]  # fmt: skip
ON_UNIX = [
    direct_kv_rw("files"), resolver_unix_system,
    socket_udpv4(V4_ANY), socket_udpv6(V6_ANY), socket_udpv4v6(V4_ANY, None),
    socket_tcpv4(V4_ANY), socket_tcpv6(None), socket_tcpv4v6(V4_ANY, V6_ANY),
    socket_stackv4(group="any"), socket_stackv6(group="any"),
    socket_stackv4v6(group="any"),
]  # fmt: skip
ON_XEN = [
    block_of_xenstore_id("51760"), default_qubesdb,
    ipv4_qubes(default_qubesdb, frames, neighbours), qubes_ipv4_stack(net),
]  # fmt: skip


def needs(name, devices):
    return impl(name, job, deps=devices)


register(
    "catalogue",
    [
        needs("everywhere", EVERYWHERE),
        if_impl(Key.is_unix, needs("on_unix", ON_UNIX), noop),
        if_impl(Key.is_xen, needs("on_xen", ON_XEN), noop),
    ],
    src="none",
)

# What the graph above has under another name, or has in every application.
abstract(disk), http_server(connections), ethif(net)
keys(default_argv), default_reporter(), app_info_with_opam_deps([("micropython", "1")])
