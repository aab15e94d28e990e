# SPDX-License-Identifier: ISC
"""Qubes images beside a QubesDB in dom0 that speaks through Xen's own libxenvchan."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from echis import toolchain
from tests.build.conftest import scons_in
from tests.lab import Missing
from tests.lab.job import End, Job, Result, command
from tests.lab.ways import Way, run
from tests.lab.xen import TENDER
from tests.lab.xen_pieces import xen_pieces

from .images import ROOT

HERE = Path(__file__).with_name("qubesdb")
XEN = ROOT / "vendor" / "xen"

# What dom0 does, in dom0.c's words, and what the guest prints of it.
ORDER = """\
entry /name sys-test
entry /folder/a 1
entry /folder/b 2
entry /long short
offer {rings}
fetched
take /guest/greeting
refuse /guest/refused
take /guest/long
write /mood sunny
take /guest/mood
write /mood sunny
take /guest/mood
remove /mood
fill /long 3000
remove /folder/
write /end now
"""
SEEN = """\
sys-test None
wrote /guest/greeting 12
refused /guest/refused 1 EACCES
refused /no blanks 1 EINVAL
refused /xxxxxxxxxxxxxxx 1 EINVAL
refused /guest/zero 1 EINVAL
refused /guest/long 3072 EINVAL
wrote /guest/long 3071
mood sunny
mood sunny
mood None
long 3000
folder None None
end now
"""
HAD = """\
dom0: has /guest/greeting = good morning
dom0: refuses /guest/refused = x
dom0: has /guest/long = 3071 bytes
dom0: has /guest/mood = seen
dom0: has /guest/mood = seen
"""

# Rings in the channel's own page, and of one or more pages, as libxenvchan makes
# them of what it is asked for: into dom0 and out of it.
RINGS = {
    "1024 2048": "1024 and 2048",
    "2048 1024": "2048 and 1024",
    "4096 4096": "4096 and 4096",
    "4096 2048": "4096 and 2048",
    "1024 16384": "2048 and 16384",
    "16384 16384": "16384 and 16384",
}
GONE = "[Errno 104] ECONNRESET: dom0's QubesDB is gone"
BROKEN = "[Errno 5] EIO: dom0's QubesDB"
NO_CHANNEL = f"{BROKEN} offers a channel that is none"
CONNECTED = "fetched\ntake /guest/greeting\n"


@dataclass(frozen=True, slots=True)
class Failing:
    """What dom0 does otherwise, in dom0.c's words or as its shell text, what the
    guest says then, and whether it began.
    """

    order: str
    said: str
    began: bool = False
    shell: str = ""


_OFFER = "offer 4096 4096\n"
_STORE = "/local/domain/0/data/vchan/$DOMID/111"
FAILING = {
    "absent": Failing("", "dom0 offers no QubesDB (vchan port 111) within 10 s"),
    "silent": Failing(f"{_OFFER}pause 12\n", "dom0's QubesDB does not answer"),
    "closing": Failing(f"{_OFFER}{CONNECTED}close\npause 1\n", GONE, began=True),
    "dying": Failing(_OFFER + CONNECTED, GONE, began=True),
    "dying_early": Failing(f"{_OFFER}connected\n", GONE),
    "other_answer": Failing(
        f"{_OFFER}send 200 0\npause 1\n", f"{BROKEN} answers with a message of type 200"
    ),
    "long_answer": Failing(
        f"{_OFFER}send 11 3073\npause 1\n", f"{BROKEN} sends a message of 3073 bytes"
    ),
    "other_message": Failing(
        f"{_OFFER}{CONNECTED}send 3 0\npause 1\n",
        f"{BROKEN} sends a message of type 3",
        began=True,
    ),
    "answer_to_none": Failing(
        f"{_OFFER}fetched\ntake /guest/greeting\nsend 7 0\npause 1\n",
        f"{BROKEN} answers for , which nobody asked",
        began=True,
    ),
    "large_rings": Failing("offer 32768 4096\npause 1\n", NO_CHANNEL),
    "no_grant": Failing(
        "",
        NO_CHANNEL,
        shell=f"""\
xenstore-write {_STORE}/event-channel 1 {_STORE}/ring-ref 123456
xenstore-chmod {_STORE}/event-channel n0 r$DOMID
xenstore-chmod {_STORE}/ring-ref n0 r$DOMID
""",
    ),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """All scenarios in one boot."""
    folder = tmp_path_factory.mktemp("qubes")
    try:
        libraries = xen_pieces().root
        files = {"image": _image(folder), "dom0": _dom0(folder, libraries.values())}
        orders = {rings: ORDER.format(rings=rings) for rings in RINGS}
        orders |= {name: one.order for name, one in FAILING.items()}
        jobs = [_job(folder, name, order, files) for name, order in orders.items()]
        found = run(Way.XEN, "x86_64", jobs)
    except Missing as missing:
        pytest.skip(str(missing))
    return {result.name: result for result in found}


def _image(folder: Path) -> Path:
    app = HERE.relative_to(ROOT)
    done = scons_in(ROOT, f"out={folder}", "target=qubes", "remember=0", f"app={app}")
    assert done.returncode == 0, done.stderr
    return folder / "qubesdb_guest.xen"


def _dom0(folder: Path, libraries: Iterable[Path]) -> Path:
    """dom0.c, against libraries of dom0's Xen and the headers of ours."""
    tools = toolchain.load(ROOT, "zig", "x86_64")
    linked = [
        f for f in libraries if f.name.startswith(("libxenvchan.so.", "libc.so."))
    ]
    # dom0's libc has its guard elsewhere.
    flags = [*tools.static_flags, "-fno-stack-protector", *tools.warnings]
    includes = [f"-I{_headers(folder)}", f"-I{XEN}/tools/include"]
    made, program = folder / "dom0.o", folder / "dom0"
    source = HERE / "dom0.c"
    _do(*tools.static_cc, *flags, *includes, "-c", source, "-o", made)
    loader = ("--dynamic-linker", "/lib64/ld-linux-x86-64.so.2")
    words = ("-pie", *loader, "--allow-shlib-undefined", "-o", program, made, *linked)
    _do(*tools.static_ld, *words)
    return program


def _headers(folder: Path) -> Path:
    """Xen's headers as they are installed: <xen/…>."""
    place = folder / "include" / "xen"
    place.mkdir(parents=True)
    for header in (XEN / "xen" / "include" / "public").iterdir():
        (place / header.name).symlink_to(header)
    (place / "sys").symlink_to(XEN / "tools" / "include" / "xen-sys" / "Linux")
    return place.parent


def _do(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)


def _job(folder: Path, name: str, order: str, files: dict[str, Path]) -> Job:
    hook = folder / f"{name}.sh"
    first = FAILING[name].shell if name in FAILING else ""
    # The domain has been waiting for a moment when it is served.
    hook.write_text(f"{first}sleep 1\n./dom0 $DOMID <<END\n{order}END\n")
    words = ["./tender", "--hook=./hook", "--", "./image"]
    here = {**files, "tender": TENDER, "hook": hook}
    return Job(name, command(words), here, timeout=60)


@pytest.mark.parametrize("rings", RINGS)
def test_follows(results: dict[str, Result], rings: str) -> None:
    result = results[rings]
    output = result.output.replace("\r\n", "\n")
    assert (result.end, result.status) == (End.DONE, 0), output
    assert f"dom0: rings of {RINGS[rings]}\n{HAD}" in output
    assert SEEN in output


@pytest.mark.parametrize("name", FAILING)
def test_fails(results: dict[str, Result], name: str) -> None:
    result, expected = results[name], FAILING[name]
    assert (result.end, result.status) == (End.DONE, 0 if expected.began else 255)
    assert expected.said in result.output
    device = "device default_qubesdb (config.py:5) cannot be connected: OSError: "
    assert (device in result.output) != expected.began
