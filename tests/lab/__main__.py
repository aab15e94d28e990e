# SPDX-License-Identifier: ISC
"""The lab by hand: `python -m tests.lab run IMAGE …`, `… xen IMAGE …` and `… fetch`.

The shell variable PRE holds commands to run in the host before the tender, POST those
to run after it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .errors import Missing
from .job import Disk, End, Job, Result, Tap, command
from .libraries import libraries
from .pieces import pieces
from .processor import ARCHES, arch_of
from .ways import Way, run, way
from .ways import tender as tender_of
from .xen import TENDER
from .xen_pieces import xen_pieces

_ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """The exit status of the verb on the command line."""
    words, args = _split(sys.argv[1:])
    options = _parser().parse_args(words)
    options.args = args
    try:
        status: int = options.verb(options)
    except (Missing, OSError) as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    return status


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """What stands before and behind `--`."""
    at = words.index("--") if "--" in words else len(words)
    return words[:at], words[at + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _run_options(verbs.add_parser("run", help="run one image under its tender"))
    _xen_options(verbs.add_parser("xen", help="run one image as a guest of Xen"))
    fetch = verbs.add_parser("fetch", help="fetch the newest kernels, busybox and Xen")
    fetch.add_argument("hosts", nargs="*", default=[*ARCHES, "xen"])
    fetch.set_defaults(verb=_fetch)
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(verb=_run)
    _common_options(parser)
    add = parser.add_argument
    add(
        "image",
        type=Path,
        help="FILE.hvt, FILE.spt or FILE.xen; its arguments after --",
    )
    add("--tender", type=Path, help="default: dist/[aarch64/]solo5-TARGET")
    add("--options", default="--mem=32", help="the tender's options, one word")
    add("--tap", action="append", default=[], metavar="NAME=ADDRESS/BITS[,MTU]")
    add("--disk", action="append", default=[], metavar="NAME=BYTES")


def _xen_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(verb=_xen)
    _common_options(parser)
    add = parser.add_argument
    add("image", type=Path, help="a PVH kernel; its arguments after --")
    add("--mem", type=int, default=32, metavar="MB")
    add(
        "--vif",
        action="append",
        default=[],
        nargs="?",
        const="",
        metavar="ADDRESS/BITS",
        help="dom0's address on its bridge br0, br1, …: 10.0.0.1/24, 10.0.1.1/24, …",
    )
    add(
        "--disk",
        action="append",
        default=[],
        metavar="FILE[:ro]",
        help="a copy of FILE, which is disk0, disk1, … in the job's folder",
    )
    add("--hook", type=Path, metavar="SCRIPT", help="run in dom0 beside the guest")
    add("--input", type=Path, metavar="FILE", help="what is typed on its console")
    add("--xl", action="append", default=[], metavar="LINE", help="of its xl file")


def _common_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--file", action="append", default=[], metavar="NAME=FILE")
    add("--timeout", type=float, default=60.0, metavar="SECONDS")


def _fetch(options: argparse.Namespace) -> int:
    for host in options.hosts:
        if host not in (*ARCHES, "xen"):
            raise Missing(f"there is no nested host called {host!r}")
        found = pieces(host, update=True) if host in ARCHES else xen_pieces(update=True)
        print(found.kernel)
    return 0


def _run(options: argparse.Namespace) -> int:
    target = options.image.suffix.lstrip(".")
    arch = arch_of(options.image)
    how = way(target, arch)
    print(f"lab: {target} {arch} {how.value}", file=sys.stderr)
    here = _ROOT / "dist" / ("" if arch == platform.machine() else arch)
    tender = options.tender or tender_of(here, target)
    job = replace(
        _job(options, tender, shlex.split(options.options)),
        taps=[_tap(text) for text in options.tap],
        disks=[Disk(name, int(size)) for name, size in map(_pair, options.disk)],
    )
    (result,) = run(how, arch, [job], root=libraries(tender))
    return _show(result)


def _xen(options: argparse.Namespace) -> int:
    (result,) = run(Way.XEN, "x86_64", [_xen_job(options)])
    return _show(result)


def _xen_job(options: argparse.Namespace) -> Job:
    words = [f"--mem={options.mem}", *(f"--xl={line}" for line in options.xl)]
    taps = [Tap(f"br{n}", ip or f"10.0.{n}.1/24") for n, ip in enumerate(options.vif)]
    words += [f"--net:vif{n}={tap.name}" for n, tap in enumerate(taps)]
    files = {}
    for n, text in enumerate(options.disk):
        files[f"disk{n}"] = Path(text.removesuffix(":ro"))
        words.append(f"--block:disk{n}=disk{n}")
        words += [f"--block-readonly:disk{n}"] if text.endswith(":ro") else []
    if options.hook:
        files["hook"] = options.hook
        words.append("--hook=./hook")
    if options.input:
        files["input"] = options.input
    job = _job(options, TENDER, words, "<input" if options.input else "")
    return replace(job, files={**job.files, **files}, taps=taps)


def _job(
    options: argparse.Namespace, tender: Path, words: Sequence[str], input: str = ""
) -> Job:
    argv = ["./tender", *words, "--", "./image", *options.args]
    post = os.environ.get("POST", "")
    files = {"tender": tender, "image": options.image}
    files |= {name: Path(file) for name, file in map(_pair, options.file)}
    return Job(
        name=options.image.name,
        command=f"{command(argv)} {input}\nstatus=$?\n{post}\nexit $status",
        files=files,
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
