# SPDX-License-Identifier: ISC
"""What a build for xen leaves in dist/, used in dom0 as an administrator uses it."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import packaging
import pytest

from tests.build.conftest import ROOT, scons_in
from tests.conformance import images
from tests.lab import Missing, debian_python
from tests.lab.job import Disk, End, Job, Result, Tap, command
from tests.lab.ways import Way, run

# dist/solo5-xen names paths of the machine that builds. Xen's script for a bridge has
# another name than the lab's.
_PREPARE = f"""\
ln -sf vif /etc/xen/scripts/vif-bridge
[ -d /python ] || {{ mkdir /python; tar xf python.tar -C /python; }}
cat >tender <<'END'
#!/bin/busybox sh
export PYTHONPATH=/python
exec {command(debian_python.words("/python"))} -m echis.xen "$@" 2>said
END
chmod +x tender
"""
_TERMINATED = """\
./tender --mem=32 -- hello.xen --hello=Hi >out & tender=$!
until grep -q Hi out || ! kill -0 $tender; do usleep 50000; done
xl list | tail -n +3 | wc -l
kill -TERM $tender
wait $tender
echo $?
xl list | tail -n +3 | wc -l
"""
_DEVICES = """\
./tender --mem=32 --net:service=br0 --net-mac:service=00:16:3e:00:00:07 \\
  --block:storage=disk -- busy.xen 60000 & tender=$!
of() { xenstore-list "/local/domain/0/backend/$1"; }
backend() { xenstore-read "/local/domain/0/backend/$1/$(of $1)/$2"; }
until [ "$(backend vbd 51712/state 2>&1)" = 4 ]; do usleep 50000; done
backend vif 0/mac
backend vif 0/bridge
backend vbd 51712/params
kill -TERM $tender
wait $tender
"""
_XL = """\
sed -i "s/^memory = .*/memory = 32/; s/^# extra = .*/extra = '--hello=Hi'/" hello.xl
xl create -q -F -c hello.xl 2>&1
xl list | tail -n +3 | wc -l
"""
_HELLO = """Hi 'there' "you" \\"""


def _jobs(files: Mapping[str, Path]) -> list[Job]:
    def job(name: str, text: str) -> Job:
        return Job(name, text, files, pre=_PREPARE)

    return [
        job(
            "runs",
            command(["./tender", "--mem=32", "--", "hello.xen", f"--hello={_HELLO}"]),
        ),
        job("fails", "./tender --mem=32 -- hello.xen --nothing"),
        job("long", "./tender --mem=32 -- output.xen | grep -c '^line .....*\\.'"),
        job("missing", "./tender --mem=32 -- nothing.xen; echo $?; cat said"),
        job("terminated", _TERMINATED),
        Job(
            "devices",
            _DEVICES,
            files,
            taps=[Tap("br0", "10.0.0.1/24")],
            disks=[Disk("disk", 1 << 20)],
            pre=_PREPARE,
        ),
        job("xl", _XL),
    ]


@pytest.fixture(scope="module")
def results(
    tmp_path_factory: pytest.TempPathFactory, say: Callable[[str], None]
) -> Mapping[str, Result]:
    """What came of each job, by name, in one boot."""
    folder = tmp_path_factory.mktemp("dom0")
    try:
        files = {"python.tar": _archive(folder / "python.tar"), **_built(folder)}
        found = run(Way.XEN, "x86_64", _jobs(files), work=folder, say=say)
    except Missing as missing:
        pytest.skip(str(missing))
    return {result.name: result for result in found}


def _archive(target: Path) -> Path:
    """Python, our host code, and what that imports."""
    with tarfile.open(target, "w") as archive:
        archive.add(debian_python.folder() / "usr", "usr")
        archive.add(ROOT / "site_scons" / "echis", "echis")
        (folder,) = packaging.__path__
        archive.add(folder, "packaging")
    return target


def _built(folder: Path) -> dict[str, Path]:
    done = scons_in(ROOT, f"out={folder}", "target=xen", "app=examples/hello")
    assert done.returncode == 0, done.stderr
    own = {name: folder / name for name in ("hello.xen", "hello.xl")}
    tests = {
        f"{name}.xen": images.built(images.image(f"test_{name}", "xen", "x86_64"))
        for name in ("output", "busy")
    }
    return own | tests


@pytest.mark.parametrize(
    ("name", "status", "output"),
    [
        ("runs", 0, f"{_HELLO}\n" * 4),
        (
            "fails",
            64,
            "hello: unknown argument --nothing; --help lists the arguments\n",
        ),
        ("long", 0, "4096\n"),
        ("missing", 0, "1\nechis: there is no file nothing.xen\n"),
        ("terminated", 0, "1\n143\n0\n"),
    ],
)
def test_solo5_xen(
    results: Mapping[str, Result], name: str, status: int, output: str
) -> None:
    found = results[name]
    assert (found.end, found.status, found.output) == (End.DONE, status, output)


def test_solo5_xen_has_devices(results: Mapping[str, Result]) -> None:
    found = results["devices"]
    assert (found.end, found.status) == (End.DONE, 143)
    mac, bridge, file = found.output.split("\n")[-4:-1]
    assert (mac, bridge) == ("00:16:3e:00:00:07", "br0")
    assert file.endswith("/disk")


def test_the_configuration_starts(results: Mapping[str, Result]) -> None:
    found = results["xl"]
    assert (found.end, found.status) == (End.DONE, 0)
    console = "Hi\n" * 4 + "Solo5: exit status 0\n"
    assert console in found.output.replace("\r\n", "\n")
    assert found.output.endswith("\n0\n")
