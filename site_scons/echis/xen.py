# SPDX-License-Identifier: ISC
"""``xl`` as the tender of xen images, in dom0: the guest's configuration, its console,
and its exit status.

Run as ``python -m echis.xen [OPTION]... -- IMAGE [ARG]...`` it takes the options of
Solo5's tenders, where a network is a bridge; ``dist/solo5-xen`` is just that.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from echis import bootvar, host, status_line, tender_words
from echis.domains.domain import disk_name
from echis.errors import ConfigError
from echis.run import DEFAULT_MEM


def configuration(given: Sequence[str], name: str) -> str:
    """What ``xl create`` reads, for the options, image and arguments of a tender's.

    Devices are vif 0, 1, … and xvda, xvdb, … in their order; the guest is gone when it
    has ended, however it did.
    """
    options, image, args = tender_words.parse(given)
    if options["block-sector-size"]:
        raise ConfigError("xl has no sector sizes: a disk has the one of its backend")
    disks = [
        f"format=raw,vdev={disk_name('xvd', index)},access=rw,target={_absolute(file)}"
        for index, file in enumerate(options["block"].values())
    ]
    settings: dict[str, str | int | list[str]] = {
        "type": "pvh",
        "name": name,
        "kernel": _absolute(image),
        "cmdline": bootvar.join(args),
        "memory": int(options["mem"].get("", DEFAULT_MEM)),
        "vcpus": 1,
        "on_poweroff": "destroy",
        "on_reboot": "destroy",
        "on_crash": "destroy",
        "vif": _vifs(options["net"], options["net-mac"]),
        "disk": disks,
    }
    return "".join(_setting(key, value) for key, value in settings.items())


def _setting(key: str, value: str | int | list[str]) -> str:
    """A line of xl's language, or several: no text holds both kinds of quotes, and Xen
    4.20 takes a character by its number wrongly.
    """
    if isinstance(value, int):
        return f"{key} = {value}\n"
    if isinstance(value, list):
        return f"{key} = [{', '.join(map(_text, value))}]\n"
    first, *others = re.findall("'+|[^']+", value) or [""]
    more = "".join(f"{key} += {_text(piece)}\n" for piece in others)
    return f"{key} = {_text(first)}\n{more}"


def _text(piece: str) -> str:
    quote = '"' if "'" in piece else "'"
    escaped = piece.replace("\\", r"\\").replace("\n", r"\n")
    return f"{quote}{escaped}{quote}"


def _vifs(bridges: Mapping[str, str], macs: Mapping[str, str]) -> list[str]:
    return [
        f"bridge={bridge}" + (f",mac={macs[name]}" if name in macs else "")
        for name, bridge in bridges.items()
    ]


def _absolute(file: str) -> str:
    # xl's lists have no way to write these.
    if any(mark in file for mark in ",'\n"):
        raise ConfigError(f"{file!r}: xl takes no file with such a name")
    return os.path.abspath(file)


def main(given: Sequence[str]) -> int:
    """Runs an image with the options of a tender, to its end."""
    options, image, _ = tender_words.parse(given)
    _need(image, *options["block"].values())
    name = f"{Path(image).stem}-{os.getpid()}"
    text = configuration(given, name)
    if not host.probe().dom0:
        raise ConfigError("this is not dom0 of a Xen host: xl can start no guest")
    with tempfile.TemporaryDirectory(prefix="echis-xen-") as folder:
        file = Path(folder, "guest.xl")
        file.write_text(text, encoding="utf-8")
        # -c: the console is there before the guest begins; -F: xl stays until its end.
        words = ["xl", "create", "-q", "-F", "-c", str(file)]
        return status_line.run(words, lambda: _destroy(name))


def _need(*files: str) -> None:
    """xl says the same in eight lines."""
    for file in files:
        if not os.path.exists(file):
            raise ConfigError(f"there is no file {file}")


def _destroy(name: str) -> None:
    subprocess.run(["xl", "destroy", name], check=False)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)
