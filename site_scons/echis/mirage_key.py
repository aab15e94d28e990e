# SPDX-License-Identifier: ISC
"""``Key`` of ``config.py``: the language of keys, and MirageOS's own keys.

A ``group`` goes before a key's name, so that two stacks are configured apart.
"""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv6Address,
    IPv6Interface,
)
from typing import TYPE_CHECKING, Any

from echis import arg as Arg
from echis.errors import ConfigError
from echis.key import (
    Context,
    Key,
    Value,
    alias,
    apply,
    create,
    default,
    deps,
    eval,
    get,
    if_,
    is_solo5,
    is_unix,
    is_xen,
    key,
    map,
    match_,
    normal,
    pure,
    runtime_arg,
    target,
    value,
)
from echis.location import caller

__all__ = [
    "V4", "V6", "Arg", "Context", "Key", "Value", "alias", "analyze", "apply",
    "backtrace", "block", "create", "default", "deps", "dhcp", "disk", "eval",
    "gc_threshold", "get", "heap_size", "if_", "interface", "ipv4_only", "ipv6_only",
    "is_solo5", "is_unix", "is_xen", "key", "kv_ro", "logs", "map", "match_", "net",
    "normal", "prng", "pure", "resolver", "resolver_port", "runtime_arg", "syslog",
    "syslog_hostname", "syslog_port", "target", "tracing_size", "value",
]  # fmt: skip

Ip = IPv4Address | IPv6Address

# What OCaml has and MicroPython does not, and why no key stands for it.
WITHOUT = {
    "randomize_hashtables": "MicroPython's hashes are the same in every run",
    "max_space_overhead": "MicroPython's collector never compacts the heap",
    "gc_window_size": "MicroPython's collector has no window to smooth over",
    "custom_major_ratio": "MicroPython's heap holds no memory from outside it",
    "custom_minor_ratio": "MicroPython's heap holds no memory from outside it",
    "custom_minor_max_size": "MicroPython's heap holds no memory from outside it",
    "gc_verbosity": "MicroPython's collector tells nothing: ask gc.mem_free()",
}

if not TYPE_CHECKING:  # Else a type checker would take any name for a key.

    def __getattr__(name: str) -> Any:
        if name in WITHOUT:
            raise ConfigError(f"there is no Key.{name}: {WITHOUT[name]}", caller())
        raise AttributeError(f"Key has no {name}", name=name)


# MicroPython's own settings stand for OCaml's: its collector has two sizes.
backtrace: Key[bool] = create(
    "backtrace",
    Arg.opt(Arg.bool, True, doc="Show where an uncaught exception came from."),
)
heap_size: Key[int | None] = create(
    "heap-size",
    Arg.opt(
        Arg.some(Arg.size),
        None,
        doc="Bytes the heap has from the start.",
        metavar="BYTES",
    ),
)
gc_threshold: Key[int | None] = create(
    "gc-threshold",
    Arg.opt(
        Arg.some(Arg.size),
        None,
        doc="Bytes allocated between two collections.",
        metavar="BYTES",
    ),
)


def _threshold(text: str) -> tuple[str, str]:
    source, found, level = text.rpartition(":")
    # logging parts thresholds at commas.
    if level not in LEVELS or (found and not source) or "," in source:
        raise ValueError(text)
    return source or "*", level


def _is_threshold(pair: Any) -> bool:
    if not (type(pair) is tuple and len(pair) == 2):
        return False
    source, level = pair
    named = isinstance(source, str) and source and "," not in source
    return bool(named) and level in LEVELS


LEVELS = ("quiet", "app", "error", "warning", "info", "debug")
_thresholds: Arg.Converter[tuple[str, str]] = Arg.Converter(
    "threshold",
    "SOURCE:LEVEL",
    "_args.threshold",
    _threshold,
    lambda pair: f"{pair[0]}:{pair[1]}",
    _is_threshold,
    lambda pair: pair,
    tuple[str, str],
    ":",
)
logs: Key[list[tuple[str, str]]] = create(
    "logs",
    Arg.opt(
        Arg.list(_thresholds),
        [],
        names=("l", "logs"),
        metavar="THRESHOLDS",
        doc="What is logged, like *:info,net:debug.",
    ),
)


def _choice(name: str, arg: Arg.Arg[Any], group: str) -> Value[Any]:
    return value(create(name, arg, group=group))


def tracing_size(size: int) -> Key[int]:
    """``--tracing-size``: bytes of the ring that traces are kept in."""
    return create(
        "tracing-size",
        Arg.opt(Arg.size, size, doc="Bytes of the ring of traces.", stage="configure"),
    )


def kv_ro(group: str = "") -> Value[str]:
    """``--kv_ro``: how files are stored; ``crunch`` is inside the image."""
    kinds = Arg.enum("fat", "archive", "crunch", "direct")
    doc = "How the files of a key/value store reach the image."
    return _choice("kv_ro", Arg.opt(kinds, "crunch", doc=doc, stage="configure"), group)


def block(group: str = "") -> Value[str]:
    """``--block``: what a generic block device is."""
    kinds = Arg.enum("xenstore", "file", "ramdisk")
    doc = "What a block device is."
    return _choice(
        "block", Arg.opt(kinds, "ramdisk", doc=doc, stage="configure"), group
    )


def prng(group: str = "") -> Value[str]:
    """``--prng``: ignored, as in MirageOS; every source is the same generator."""
    kinds = Arg.enum("stdlib", "nocrypto", "fortuna")
    doc = "Ignored: there is one generator."
    return _choice("prng", Arg.opt(kinds, "stdlib", doc=doc, stage="configure"), group)


def dhcp(group: str = "") -> Value[bool]:
    """``--dhcp``: whether the address comes from a DHCP server."""
    doc = "Ask a DHCP server for the address."
    return _choice("dhcp", Arg.opt(Arg.bool, False, doc=doc, stage="configure"), group)


def net(group: str = "") -> Value[str | None]:
    """``--net``: the host's sockets or a stack of the image's own."""
    kinds = Arg.some(Arg.enum("socket", "direct"))
    doc = "The host's sockets, or a stack of the image's own."
    return _choice("net", Arg.opt(kinds, None, doc=doc, stage="configure"), group)


def interface(default: str, group: str = "") -> Key[str]:
    """``--interface``: the network interface's name."""
    doc = "The network interface."
    return create("interface", Arg.opt(Arg.string, default, doc=doc), group=group)


class V4:
    """Keys of IPv4."""

    @staticmethod
    def network(
        default: IPv4Interface | None = None, group: str = ""
    ) -> Key[IPv4Interface | None]:
        """``--ipv4``: address and prefix."""
        doc = "The IPv4 address and its network's prefix."
        return create(
            "ipv4", Arg.opt(Arg.some(Arg.ipv4_prefix), default, doc=doc), group=group
        )

    @staticmethod
    def gateway(
        default: IPv4Address | None = None, group: str = ""
    ) -> Key[IPv4Address | None]:
        """``--ipv4-gateway``: where other networks are reached."""
        doc = "The IPv4 gateway."
        return create(
            "ipv4-gateway", Arg.opt(Arg.some(Arg.ipv4), default, doc=doc), group=group
        )


class V6:
    """Keys of IPv6."""

    @staticmethod
    def network(
        default: IPv6Interface | None = None, group: str = ""
    ) -> Key[IPv6Interface | None]:
        """``--ipv6``: address and prefix."""
        doc = "The IPv6 address and its network's prefix."
        return create(
            "ipv6", Arg.opt(Arg.some(Arg.ipv6_prefix), default, doc=doc), group=group
        )

    @staticmethod
    def gateway(
        default: IPv6Address | None = None, group: str = ""
    ) -> Key[IPv6Address | None]:
        """``--ipv6-gateway``: where other networks are reached."""
        doc = "The IPv6 gateway."
        return create(
            "ipv6-gateway", Arg.opt(Arg.some(Arg.ipv6), default, doc=doc), group=group
        )

    @staticmethod
    def accept_router_advertisements(group: str = "") -> Key[bool]:
        """``--accept-router-advertisements``: whether routers may configure IPv6."""
        doc = "Let routers configure IPv6."
        arg = Arg.opt(Arg.bool, True, doc=doc)
        return create("accept-router-advertisements", arg, group=group)


def ipv4_only(group: str = "") -> Key[bool]:
    """``--ipv4-only``: no IPv6."""
    arg = Arg.opt(Arg.bool, False, doc="Use IPv4 alone.")
    return create("ipv4-only", arg, group=group)


def ipv6_only(group: str = "") -> Key[bool]:
    """``--ipv6-only``: no IPv4."""
    arg = Arg.opt(Arg.bool, False, doc="Use IPv6 alone.")
    return create("ipv6-only", arg, group=group)


def resolver(default: Ip | None = None) -> Key[Ip | None]:
    """``--resolver``: the name server."""
    return create(
        "resolver", Arg.opt(Arg.some(Arg.ip), default, doc="The DNS server to ask.")
    )


def resolver_port(default: int = 53) -> Key[int]:
    """``--resolver-port``: the name server's port."""
    return create("resolver-port", Arg.opt(Arg.port, default, doc="Its port."))


def syslog(default: Ip | None = None) -> Key[Ip | None]:
    """``--syslog``: the collector of log lines."""
    doc = "The syslog server; nothing is sent without one."
    return create("syslog", Arg.opt(Arg.some(Arg.ip), default, doc=doc))


def syslog_port(default: int | None = None) -> Key[int | None]:
    """``--syslog-port``: the collector's port."""
    return create(
        "syslog-port",
        Arg.opt(Arg.some(Arg.port), default, doc="The syslog server's port."),
    )


def syslog_hostname(default: str) -> Key[str]:
    """``--syslog-hostname``: the name that lines are sent under."""
    doc = "The name in each line."
    return create("syslog-hostname", Arg.opt(Arg.string, default, doc=doc))


def disk(default: str = "disk") -> Key[str]:
    """``--disk``: the block device of a docteur image."""
    return create(
        "disk",
        Arg.opt(
            Arg.string, default, doc="The image's block device.", stage="configure"
        ),
    )


def analyze(default: bool = True) -> Key[bool]:
    """``--analyze``: whether a docteur image is checked when it is opened."""
    return create("analyze", Arg.opt(Arg.bool, default, doc="Check the image first."))
