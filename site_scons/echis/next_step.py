# SPDX-License-Identifier: ISC
"""What to type next, said once a step is done."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from echis import bootvar, configuring
from echis.arguments import Request, built_targets, host_arch
from echis.disk import forms
from echis.host import Host, refusal
from echis.run import redacted, shown

# `lock` and `vendor` without an application are for all; hello is built then.
_BEFORE_A_BUILD = ("lock", "vendor", "check", "describe")


def after_build(
    request: Request,
    app: Path,
    image: Path,
    context: tuple[str, str],
    host: Host,
    *,
    secret: Iterable[str] = (),
) -> str:
    """One line about a new image: how it is run, or looked at where it cannot be.

    ``app`` is its application's folder, ``context`` its target and arch; of
    ``secret`` arguments no value is shown.
    """
    verb, given = "inspect", list[str]()
    if not refusal(host, *context, str(image)):
        verb, given = "run", _attached(request, request.mem, secret)
        given += [f"image={disk}" for disk in _booting(request)]
    line = _typed(request, *context, [app], *given, verb)
    return f"{shown(image, request.cwd)} is built; next: {line}"


def _booting(request: Request) -> list[str]:
    """The first disk that can be booted."""
    return [disk for disk in request.disks if disk in forms.BOOTING][:1]


def after_measure(
    request: Request,
    app: Path,
    mib: int,
    context: tuple[str, str],
    *,
    secret: Iterable[str] = (),
) -> str:
    """One line about an image that was measured: how it is run with just that."""
    given = _attached(request, mib, secret)
    return f"next: {_typed(request, *context, [app], *given, 'run')}"


def after(
    request: Request,
    *,
    secret: Collection[str] = (),
    locked: bool = True,
    unbuilt: str = "",
) -> str:
    """One line about a step before the build: what is built now. Else empty.

    Of ``secret`` keys no value is shown. Packages that are not ``locked`` are that
    first; ``unbuilt`` says what no build can have yet.
    """
    last = request.verbs[-1]
    if last not in _BEFORE_A_BUILD and not request.dry_run:
        return ""
    for_programs = request.json or request.format != "text" or request.operands
    only_checked = request.check == "1" or (last == "check" and not request.apps)
    if for_programs or only_checked:
        return ""
    here = built_targets(request.root)
    targets = [target for target in request.targets if target in here]
    if not targets:
        return ""
    if unbuilt:
        return f"next: there is no build yet: {unbuilt}"
    folders = request.apps or (request.root / "examples" / "hello",)
    context = ",".join(targets), ",".join(request.arches)
    more = [*_forgotten(request, secret), *([] if locked else ["lock"])]
    return f"next: {_typed(request, *context, folders, *more)}"


def _forgotten(request: Request, secret: Collection[str]) -> Iterator[str]:
    """The values of keys that the next call would not know of."""
    for name, text in () if configuring.keeps(request) else request.keys.items():
        yield f"{name}={'***' if name in secret else text}"


def _typed(
    request: Request, target: str, arch: str, folders: Sequence[Path], *more: str
) -> str:
    """A command line for applications in a context, to be typed in the tree's root."""
    apps = ",".join(shown(app, request.root) for app in folders)
    words = [*_said(request, target, arch), f"app={apps}", *more]
    return shlex.join(["./scons", *words])


def _said(request: Request, target: str, arch: str) -> list[str]:
    """The variables that are not as they are by default."""
    given = {
        "target": (target, "spt"),
        "arch": (arch, host_arch()),
        "toolchain": (request.toolchain, "zig"),
        "mode": (request.mode, "release"),
        # 1 is for `lock`, and no way to check types.
        "check": (request.check, "1" if request.check == "1" else "on"),
        "out": (shown(request.out, request.root), "dist"),
    }
    return [
        f"{name}={value}" for name, (value, usual) in given.items() if value != usual
    ]


def _attached(request: Request, mem: int | None, secret: Iterable[str]) -> list[str]:
    """What a run is given: memory, devices, arguments."""
    args = bootvar.join(redacted(request.args, secret))
    files = {name: shown(file, request.root) for name, file in request.block.items()}
    families = {
        "net": request.net,
        "mac": request.mac,
        "block": files,
        "sector": request.sector,
    }
    return [
        *([] if mem is None else [f"mem={mem}"]),
        *(
            f"{f}.{name}={v}"
            for f, given in families.items()
            for name, v in given.items()
        ),
        *([f"args={args}"] if args else []),
    ]
