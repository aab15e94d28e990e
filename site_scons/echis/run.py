# SPDX-License-Identifier: ISC
"""Running an image: the tender's exact command line, then the tender itself."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from echis.errors import ConfigError
from echis.host import Host, refusal
from echis.manifest import Manifest
from echis.nearest import hint

# The tenders' own default, Solo5's.
DEFAULT_MEM = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One image and what it is given. ``least_mem``: MiB it needs, 0 if unknown."""

    image: Path
    target: str
    arch: str
    manifest: Manifest
    args: tuple[str, ...] = ()
    mem: int | None = None
    net: Mapping[str, str] = field(default_factory=dict)
    block: Mapping[str, Path] = field(default_factory=dict)
    mac: Mapping[str, str] = field(default_factory=dict)
    sector: Mapping[str, int] = field(default_factory=dict)
    least_mem: int = 0


def check(run: Run, host: Host, cwd: Path) -> None:
    """Refuse what ``host`` cannot run, or what the tender would refuse less well.

    It needs no image: nothing is built only to be refused.
    """
    if reason := refusal(host, run.target, run.arch, shown(run.image, cwd)):
        raise ConfigError(reason)
    for given in (run.net, run.mac):
        _check_known("net", given, run.manifest.of_type("NET_BASIC"))
    for of_block in (run.block, run.sector):
        _check_known("block", of_block, run.manifest.of_type("BLOCK_BASIC"))
    if missing := _missing(run):
        raise ConfigError(f"the image asks for more devices: give {missing}")
    for name, path in run.block.items():
        _check_block(name, path, cwd)


def check_memory(run: Run) -> None:
    """Refuse less memory than the image is known to need."""
    mem = DEFAULT_MEM if run.mem is None else run.mem
    if mem < run.least_mem:
        raise ConfigError(
            f"the image needs mem={run.least_mem} at least, and has mem={mem}"
        )


def command(run: Run, tender: Path, cwd: Path) -> list[str]:
    """The command line, to be run in ``cwd``; the tender quotes the image's args."""
    mem = [] if run.mem is None else [f"--mem={run.mem}"]
    return [
        _program(tender, cwd),
        *mem,
        *(word for d in run.manifest.devices for word in _device(run, d.name, cwd)),
        "--",
        shown(run.image, cwd),
        *run.args,
    ]


def told(words: Sequence[str], secret: Iterable[str]) -> str:
    """The command line as it may be shown."""
    shown_words = hidden(words, secret)
    return " ".join(w if w.endswith("***") else shlex.quote(w) for w in shown_words)


def hidden(words: Sequence[str], secret: Iterable[str]) -> list[str]:
    """A command line with ``***`` for what ``secret`` options of the image hold."""
    after = words.index("--") + 1 if "--" in words else 0
    return [*words[:after], *redacted(words[after:], secret)]


def redacted(args: Sequence[str], secret: Iterable[str]) -> list[str]:
    """An image's arguments, with ``***`` for what ``secret`` options hold."""
    options, found = set(secret), list(args)
    for index in range(len(found)):
        option, equals, _ = found[index].partition("=")
        if option in options and equals:
            found[index] = f"{option}=***"
        elif index and found[index - 1] in options:
            found[index] = "***"
    return found


def execute(words: Sequence[str], cwd: Path, secret: Iterable[str] = ()) -> NoReturn:
    """Become the tender: signals, terminal and exit status are its own from here.

    To be called from the main thread, when the build has finished; ``secret`` are
    options of the image whose values are not printed.
    """
    print(told(words, secret), file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    # Python ignores these, and what is ignored stays so in the next program.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    os.chdir(cwd)
    try:
        os.execv(words[0], list(words))
    except OSError as err:
        raise ConfigError(f"{words[0]} cannot be run: {err.strerror}") from None


def shown(path: Path, cwd: Path) -> str:
    """``path`` as short as it can be typed in ``cwd``."""
    return str(path.relative_to(cwd) if path.is_relative_to(cwd) else path)


def _program(tender: Path, cwd: Path) -> str:
    # A bare name would be looked for in PATH when the line is typed again.
    name = shown(tender, cwd)
    return name if "/" in name else f"./{name}"


def _device(run: Run, name: str, cwd: Path) -> list[str]:
    if name in run.net:
        mac = [f"--net-mac:{name}={run.mac[name]}"] if name in run.mac else []
        return [f"--net:{name}={run.net[name]}", *mac]
    size = run.sector.get(name)
    sector = [f"--block-sector-size:{name}={size}"] if size else []
    return [f"--block:{name}={shown(run.block[name], cwd)}", *sector]


def _missing(run: Run) -> str:
    net = [n for n in run.manifest.of_type("NET_BASIC") if n not in run.net]
    block = [n for n in run.manifest.of_type("BLOCK_BASIC") if n not in run.block]
    words = [f"net.{n}=TAP" for n in net] + [f"block.{n}=FILE" for n in block]
    return " ".join(words)


def _check_known(kind: str, given: Iterable[str], known: Sequence[str]) -> None:
    for name in given:
        if not known:
            raise ConfigError(f'the image has no {kind} device, and none "{name}"')
        if name not in known:
            raise ConfigError(
                f'the image has no {kind} device "{name}"{hint(name, known)}'
            )


def _check_block(name: str, path: Path, cwd: Path) -> None:
    if path.is_dir():
        raise ConfigError(f"block.{name}={shown(path, cwd)} is a folder")
    if not path.exists():
        raise ConfigError(f"block.{name}={shown(path, cwd)}: there is no such file")
