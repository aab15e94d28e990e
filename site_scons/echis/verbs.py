# SPDX-License-Identifier: ISC
"""The words of the command line: verbs, variables, what each means, its default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A word that says what to do; ``operand`` shows what may follow it."""

    name: str
    doc: str
    operand: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A ``name=value`` word. Only the ``values``, where there are any, are taken."""

    name: str
    doc: str
    value: str
    default: str = ""
    values: tuple[str, ...] = ()


VERBS = (
    Verb("build", "build the image; what is done when no verb is given"),
    Verb("run", "build one image and run it; its exit status becomes ours"),
    Verb("inspect", "show what an image asks for and what is in it"),
    Verb("describe", "show the application, or the flags of a context", "[context]"),
    Verb("check", "check form and types of the source"),
    Verb("test", "run the tests"),
    Verb("bench", "measure, and store the figures"),
    Verb("lock", "write third_party.lock anew where needed"),
    Verb("vendor", "fetch and verify the sources that the lock names"),
    Verb("bundle", "write one file from which another machine vendors offline"),
    Verb("doctor", "show what this machine has and what it lacks"),
    Verb("prune", "empty the cache"),
    Verb("env", "show how to activate the environment"),
    Verb("version", "show the version"),
)

TARGETS = ("hvt", "spt", "virtio", "xen", "unix")
ARCHES = ("x86_64", "aarch64")

VARIABLES = (
    Variable("app", "folder with a config.py, in the tree or outside it", "DIR"),
    Variable("target", "what runs the image; a list, or all", "NAME", "spt", TARGETS),
    Variable("arch", "processor; a list, or all", "NAME", "the host's", ARCHES),
    Variable("toolchain", "compiler", "NAME", "zig", ("zig", "gcc")),
    Variable("mode", "debug keeps symbols", "NAME", "release", ("release", "debug")),
    Variable("out", "folder of the images", "DIR", "dist"),
    Variable("args", "run: the image's command line, quoted as in a shell", "TEXT"),
    Variable("mem", "run: memory of the image", "MiB"),
    Variable("net.NAME", "run: tap interface, or @FD, of network NAME", "TAP"),
    Variable("block.NAME", "run: file or device of block device NAME", "FILE"),
    Variable("image", "inspect, run: an image already built", "FILE"),
    Variable("with", "inspect: the image to compare with", "FILE"),
    Variable("json", "inspect, describe: print JSON", "0|1", "0", ("0", "1")),
    Variable("max_size", "fail when an image is larger", "BYTES"),
    Variable("max_mem", "fail when an image needs more memory", "MiB"),
    Variable("update", "lock: bring this entry to its newest version", "NAME"),
    Variable("force", "vendor: replace trees edited locally", "0|1", "0", ("0", "1")),
    Variable("tests", "test: only the tests below this path, or so named", "TEXT"),
)

OPTIONS = (
    ("-h", "show this text; with app=, the application's keys too"),
    ("-c", "clean: remove what was built"),
    ("-j N", "run N steps at once (default: one per core)"),
    ("-n", "show what would be done"),
    ("-s", "do not show commands"),
)


def reserved(name: str) -> str:
    """What of the command line ``name`` is already; empty when it is free."""
    name = name.replace("-", "_").lower()
    if any(verb.name == name for verb in VERBS):
        return "a verb"
    if any(variable.name.split(".")[0] == name for variable in VARIABLES):
        return "a variable"
    return ""
