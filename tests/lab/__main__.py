# SPDX-License-Identifier: ISC
"""The lab by hand: `python -m tests.lab run IMAGE …` and `… fetch`.

The shell variable PRE holds commands to run in the host before the tender.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
from pathlib import Path

from .errors import Missing
from .job import Disk, End, Job, Result, Tap, command
from .libraries import libraries
from .pieces import pieces
from .processor import ARCHES, arch_of
from .ways import run, way

_ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """The exit status of the verb on the command line."""
    options = _parser().parse_args()
    try:
        status: int = options.verb(options)
    except (Missing, OSError) as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _run_options(verbs.add_parser("run", help="run one image under its tender"))
    fetch = verbs.add_parser("fetch", help="fetch the newest kernels and busybox")
    fetch.add_argument("arches", nargs="*", default=list(ARCHES))
    fetch.set_defaults(verb=_fetch)
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(verb=_run)
    add = parser.add_argument
    add("image", type=Path, help="FILE.hvt or FILE.spt")
    add("args", nargs="*", help="arguments of the image, after --")
    add("--tender", type=Path, help="default: dist/[aarch64/]solo5-TARGET")
    add("--options", default="--mem=32", help="the tender's options, one word")
    add("--tap", action="append", default=[], metavar="NAME=ADDRESS/BITS[,MTU]")
    add("--disk", action="append", default=[], metavar="NAME=BYTES")
    add("--file", action="append", default=[], metavar="NAME=FILE")
    add("--timeout", type=float, default=60.0, metavar="SECONDS")


def _fetch(options: argparse.Namespace) -> int:
    for arch in options.arches:
        if arch not in ARCHES:
            raise Missing(f"there is no nested host for the arch {arch!r}")
        print(pieces(arch, update=True).kernel)
    return 0


def _run(options: argparse.Namespace) -> int:
    target = options.image.suffix.lstrip(".")
    arch = arch_of(options.image)
    here = _ROOT / "dist" / ("" if arch == platform.machine() else arch)
    tender = options.tender or here / f"solo5-{target}"
    how = way(target, arch)
    print(f"lab: {target} {arch} {how.value}", file=sys.stderr)
    (result,) = run(how, arch, [_job(options, tender)], root=libraries(tender))
    return _show(result)


def _job(options: argparse.Namespace, tender: Path) -> Job:
    words = ["./tender", *shlex.split(options.options), "--", "./image", *options.args]
    files = {"tender": tender, "image": options.image}
    files |= {name: Path(file) for name, file in map(_pair, options.file)}
    return Job(
        name=options.image.name,
        command=command(words),
        files=files,
        taps=[_tap(text) for text in options.tap],
        disks=[Disk(name, int(size)) for name, size in map(_pair, options.disk)],
        pre=os.environ.get("PRE", ""),
        timeout=options.timeout,
    )


def _tap(text: str) -> Tap:
    name, address = _pair(text)
    address, _, mtu = address.partition(",")
    return Tap(name, address, int(mtu or 1500))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Missing(f"{text!r} is not of the form NAME=VALUE")
    return name, value


def _show(result: Result) -> int:
    sys.stdout.write(result.output)
    print(f"lab: {result.describe()}", file=sys.stderr)
    return result.status if result.end is End.DONE else 1


if __name__ == "__main__":
    sys.exit(main())
