# SPDX-License-Identifier: ISC
"""``run``: the tender's command line, what is refused before, and the exec."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from echis import host, run
from echis.arguments import host_arch
from echis.errors import ConfigError
from echis.host import Host
from echis.manifest import Entry, Manifest
from echis.run import Run

PLAIN = Host(system="Linux", arch="x86_64", virtualises=False, without_kvm="")
ROOT = Path(__file__).parents[2]
CWD = Path("/home/user")
HELLO = Run(
    image=CWD / "dist/hello.spt", target="spt", arch="x86_64", manifest=Manifest()
)
NET = Manifest((Entry("service", "NET_BASIC"), Entry("disk", "BLOCK_BASIC")))


def test_command() -> None:
    asked = replace(
        HELLO,
        manifest=NET,
        args=("--hello=Hi there", "é"),
        mem=32,
        block={"disk": Path("/srv/disk.img")},
        net={"service": "tap0"},
        mac={"service": "02:00:00:00:00:01"},
        sector={"disk": 4096},
    )
    assert run.command(asked, CWD / "dist/solo5-spt", CWD) == [
        "dist/solo5-spt",
        "--mem=32",
        "--net:service=tap0",
        "--net-mac:service=02:00:00:00:00:01",
        "--block:disk=/srv/disk.img",
        "--block-sector-size:disk=4096",
        "--",
        "dist/hello.spt",
        "--hello=Hi there",
        "é",
    ]


def test_program_is_never_looked_for_in_path() -> None:
    assert run.command(HELLO, CWD / "solo5-spt", CWD)[0] == "./solo5-spt"


def _refused(asked: Run, machine: Host = PLAIN) -> str:
    with pytest.raises(ConfigError) as caught:
        _check(asked, machine)
    return str(caught.value)


def _check(asked: Run, machine: Host) -> None:
    run.check(asked, machine, CWD)
    run.check_memory(asked)


def test_devices(tmp_path: Path) -> None:
    assert _refused(replace(HELLO, manifest=NET)) == (
        "the image asks for more devices: give net.service=TAP block.disk=FILE"
    )
    given = replace(HELLO, manifest=NET, net={"servise": "tap0"})
    assert _refused(given) == (
        'the image has no net device "servise"; did you mean "service"?'
    )
    assert _refused(replace(given, net={}, mac={"servise": "a"})) == _refused(given)
    assert _refused(replace(HELLO, sector={"disk": 512})) == (
        'the image has no block device, and none "disk"'
    )
    assert _refused(replace(HELLO, block={"disk": tmp_path})) == (
        'the image has no block device, and none "disk"'
    )
    both = replace(HELLO, manifest=NET, net={"service": "tap0"})
    assert _refused(replace(both, block={"disk": tmp_path})).endswith("is a folder")
    missing = replace(both, block={"disk": tmp_path / "x"})
    assert _refused(missing).endswith("x: there is no such file")
    (tmp_path / "x").touch()
    run.check(missing, PLAIN, CWD)


def test_memory() -> None:
    needy = replace(HELLO, least_mem=4)
    run.check_memory(needy)
    run.check_memory(replace(needy, mem=4))
    assert _refused(replace(needy, mem=3)) == (
        "the image needs mem=4 at least, and has mem=3"
    )


@pytest.mark.parametrize(
    ("target", "arch", "machine", "words"),
    [
        ("spt", "x86_64", replace(PLAIN, system="Darwin"), "and this is Darwin"),
        ("spt", "aarch64", PLAIN, "this machine is x86_64 and the image aarch64"),
        ("hvt", "x86_64", PLAIN, "neither svm nor vmx; take target=spt"),
        ("qubes", "x86_64", PLAIN, "xen images run in dom0 of a Xen host"),
        (
            "hvt",
            "x86_64",
            replace(PLAIN, virtualises=True, without_kvm="there is none"),
            "hvt needs /dev/kvm and there is none; take target=spt",
        ),
    ],
)
def test_refused_hosts(target: str, arch: str, machine: Host, words: str) -> None:
    reason = _refused(replace(HELLO, target=target, arch=arch), machine)
    assert words in reason
    if machine.system == "Linux":
        assert reason.endswith("python -m tests.lab run dist/hello.spt")


def test_processors_are_those_this_process_may_use() -> None:
    script = (
        "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))]); "
        "from echis import host; print(host.processors())"
    )
    where = {"PYTHONPATH": str(ROOT / "site_scons")}
    run = subprocess.run([sys.executable, "-c", script], env=where, capture_output=True)
    assert run.stdout == b"1\n"


def test_accepted_hosts() -> None:
    able = replace(PLAIN, virtualises=True)
    run.check(replace(HELLO, target="hvt"), able, CWD)
    run.check(HELLO, replace(PLAIN, without_kvm="there is none"), CWD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flags\t\t: fpu vmx sse\n", True),
        ("processor: 0\nflags : fpu svm\n", True),
        ("flags : fpu svm_lock\n", False),
        ("vmx flags : ept\nmodel name : svm\n", False),
        ("", False),
    ],
)
def test_processor_flags(text: str, expected: bool) -> None:
    assert host.has_flags(text) is expected


def test_probe_knows_this_machine() -> None:
    machine = host.probe()
    assert machine.arch == host_arch()
    assert machine.system == sys.platform.capitalize()


def test_a_machine_without_kvm_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "KVM", str(tmp_path / "kvm"))
    assert host.probe().without_kvm == "there is none"
    (tmp_path / "kvm").touch()
    assert host.probe().without_kvm == ""


def _execute(words: list[str]) -> subprocess.CompletedProcess[str]:
    code = f"from echis import run; run.execute({words!r}, run.Path('/'))"
    argv = [sys.executable, "-c", code]
    return subprocess.run(argv, capture_output=True, text=True, check=False)


def test_execute_passes_output_status_and_folder() -> None:
    done = _execute(["/bin/sh", "-c", "pwd; exit 63"])
    assert (done.stdout, done.returncode) == ("/\n", 63)
    assert done.stderr == "/bin/sh -c 'pwd; exit 63'\n"


def test_execute_restores_signals() -> None:
    done = _execute(["/bin/sh", "-c", "kill -PIPE $$; echo still here"])
    assert (done.stdout, done.returncode) == ("", -13)


def test_execute_of_nothing_is_one_sentence() -> None:
    done = _execute(["/nonexistent/tender"])
    assert "/nonexistent/tender cannot be run: No such file" in done.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--password=hunter2"], "t -- i --password=***"),
        (["--password", "hunter2", "--a=b c"], "t -- i --password *** '--a=b c'"),
        (["--pass=x", "-p", "y"], "t -- i --pass=x -p ***"),
    ],
)
def test_secrets_are_not_told(words: list[str], expected: str) -> None:
    line = ["t", "--", "i", *words]
    assert run.told(line, ["--password", "-p"]) == expected
