# SPDX-License-Identifier: ISC
"""The words of the command line: verbs, variables, what each means, its default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A word that says what to do; ``operands`` are words that may follow it."""

    name: str
    doc: str
    operands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A ``name=value`` word. Only ``values`` are taken, where there are any.

    ``verbs`` are those it means something to; none stands for all.
    """

    name: str
    doc: str
    metavar: str
    default: str = ""
    values: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def is_family(self) -> bool:
        """Whether it is ``net.NAME``: one variable for each device."""
        return self.name.endswith(".NAME")

    @property
    def stem(self) -> str:
        """The name without ``.NAME``."""
        return self.name.removesuffix(".NAME")


VERBS = (
    Verb("build", "build the image; what is done when no verb is given"),
    Verb("run", "build one image and run it; its exit status becomes ours"),
    Verb("measure", "find the least memory by boots, and record it in the image"),
    Verb("inspect", "show what an image asks for and what is in it"),
    Verb("describe", "show the application, or a context's flags", ("context",)),
    Verb(
        "query",
        "print one fact of the application, for programs",
        ("name", "packages", "keys", "files", "manifest", "command"),
    ),
    Verb("check", "check an application's types; without app=, our own source"),
    Verb("test", "run the tests"),
    Verb("bench", "measure, and store the figures"),
    Verb("lock", "bring third_party.lock up to date"),
    Verb("vendor", "fetch and verify the sources that the lock names"),
    Verb("bundle", "write one file from which another machine vendors offline"),
    Verb("doctor", "show what this machine has and what it lacks"),
    Verb("prune", "empty the cache, but for the environment in use"),
    Verb("env", "show how to activate the environment"),
    Verb("version", "show the version"),
)

TARGETS = ("hvt", "spt", "virtio", "xen", "qubes", "unix")
ARCHES = ("x86_64", "aarch64")
# What `bench` builds for, and one module of bench/ each.
MEASURED = ("spt", "virtio", "xen")
FIGURES = (
    "boot",
    "size",
    "memory",
    "build",
    "disk",
    "interpreter",
    "generate",
    "types",
    "blocks",
    "frames",
    "start",
    "machine",
)
# Forms of a bootable disk.
DISKS = ("raw", "qcow2", "tar.gz")
_SWITCH = ("0", "1")
_BOOT = ("run", "measure")
_IMAGE = ("build", "run", "inspect")
_CHECK = ("on", "off", "strict", "1")

VARIABLES = (
    Variable("app", "folder with a config.py; default: the current one", "DIR"),
    Variable("target", "what runs the image; a list, or all", "NAME", "spt", TARGETS),
    Variable("arch", "processor; a list, or all", "NAME", "the host's", ARCHES),
    Variable("toolchain", "compiler", "NAME", "zig", ("zig", "gcc")),
    Variable("mode", "debug keeps symbols", "NAME", "release", ("release", "debug")),
    Variable("check", "types: off, strict; 1: lock only checks", "MODE", "on", _CHECK),
    Variable("out", "folder of the images", "DIR", "dist"),
    Variable(
        "args",
        'the image\'s arguments; "…" and \\ quote',
        "TEXT",
        verbs=(*_BOOT, "build"),
    ),
    Variable("mem", "memory of the image", "MiB", "the tender's", verbs=_BOOT),
    Variable("net.NAME", "tap (or @FD) for network NAME", "TAP", verbs=_BOOT),
    Variable("mac.NAME", "address of network NAME", "MAC", "random", verbs=_BOOT),
    Variable("block.NAME", "file for block device NAME", "FILE", verbs=_BOOT),
    Variable(
        "sector.NAME", "sector size of block device NAME", "BYTES", "512", verbs=_BOOT
    ),
    Variable("seconds", "end a boot that lives on", "N", "10", verbs=("measure",)),
    Variable(
        "image",
        f"bootable disks, a list of {', '.join(DISKS)}; to inspect, an image's file",
        "FORM|FILE",
        verbs=_IMAGE,
    ),
    Variable("with", "the image to compare with", "FILE", verbs=("inspect",)),
    Variable("json", "print JSON", "0|1", "0", _SWITCH, ("inspect", "describe")),
    Variable(
        "format",
        "form of the description",
        "NAME",
        "text",
        ("text", "json", "dot", "svg"),
        ("describe",),
    ),
    Variable(
        "eval",
        "leave choices open with off",
        "on|off",
        "on",
        ("on", "off"),
        ("describe",),
    ),
    Variable("max_size", "fail when an image is larger", "BYTES[K|M]"),
    Variable("max_mem", "fail when an image needs more memory", "MiB"),
    Variable("update", "bring this entry to its newest", "NAME", verbs=("lock",)),
    Variable("force", "replace trees edited locally", "0|1", "0", _SWITCH, ("vendor",)),
    Variable("dry_run", "show what configuring would do", "0|1", "0", _SWITCH),
    Variable("remember", "keep the keys given here", "0|1", "1", _SWITCH),
    Variable("figures", "only these; a list", "NAME", "", FIGURES, ("bench",)),
    Variable("tests", "only tests of this path or name", "TEXT", verbs=("test",)),
)

# Options of ours, and the variables that they stand for.
SHORTHANDS = {"--json": ("json", "1"), "--dot": ("format", "dot")}

OPTIONS = (
    ("-h", "show this text; with app=, that application's arguments too"),
    ("-c", "remove what was built"),
    ("-j N", "run N steps at once; default: one for each core"),
    ("-n", "show what would be done"),
    ("--json, --dot", "the same as json=1, format=dot"),
)


def reserved(name: str) -> str:
    """What of the command line ``name`` is already; empty when it is free."""
    name = name.replace("-", "_")
    if any(verb.name == name for verb in VERBS):
        return "a verb"
    # net and block alone are keys of MirageOS's; net.NAME and block.NAME are ours.
    if any(v.stem == name and not v.is_family for v in VARIABLES):
        return "a variable"
    return ""
