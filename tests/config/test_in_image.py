# SPDX-License-Identifier: ISC
"""The generated code of these applications, run by MicroPython in spt images."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import config_loader, job
from echis.engine import all_devices
from tests.build.conftest import scons_in

ROOT = Path(__file__).resolve().parents[2]
CASES = ("keys", "block", "two_jobs", "noop", "settings", "taken", "methods", "early", "deps", "reporter")

Image = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Runs an image with options of the tender, then its own arguments."""
    out = tmp_path_factory.mktemp("dist")
    apps = ",".join(f"tests/config/{case}" for case in CASES)
    done = scons_in(ROOT, f"out={out}", "target=spt", f"app={apps}")
    assert done.returncode == 0, done.stderr

    def run(
        name: str, *args: str, options: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        tender = [str(out / "solo5-spt"), "--mem=4", *options]
        words = [*tender, "--", str(out / f"{name}.spt"), *args]
        return subprocess.run(
            words, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    return run


def test_help_is_in_order(image: Image) -> None:
    done = image("keys", "--help")
    assert (done.returncode, done.stdout) == (
        63,
        "usage: keys [OPTION]...\n"
        "  --help                 show this text\n"
        "  --backtrace=BOOL       Show where an uncaught exception came from. "
        "(default: true)\n"
        "  --cache=BOOL           Keep answers. (default: true)\n"
        "  --gc-threshold=BYTES   Bytes allocated between two collections.\n"
        "  --heap-size=BYTES      Bytes the heap has from the start.\n"
        '  --hello=TEXT           What to say. (default: Say "Grüß Gott"\\)\n'
        "  --log-all              Log everything.\n"
        "  --logs, -l=THRESHOLDS  What is logged, like *:info,net:debug.\n"
        "  --port, -p=INT         (default: 80)\n"
        "  --since=INT64          (default: -9223372036854775808)\n"
        "  --uri=URI              What to fetch. (required)\n",
    )


@pytest.mark.parametrize(
    ("words", "mistake"),
    [
        (["--helo=x"], "unknown argument --helo"),
        (["--uri"], "--uri needs a value"),
        (["--uri=x", "--port=http"], "--port expects a number, got 'http'"),
        (["--uri=x", "--port=1_0"], "--port expects a number, got '1_0'"),
        (
            ["--uri=x", f"--since={2**63}"],
            f"--since expects a number of 64 bits, got '{2**63}'",
        ),
        (
            ["--uri=x", f"--since={-(2**63) - 1}"],
            f"--since expects a number of 64 bits, got '{-(2**63) - 1}'",
        ),
        (["--uri=x", "--cache=1"], "--cache expects true or false, got '1'"),
        (["--uri=x", "--uri=y"], "--uri is given twice"),
        ([], "--uri is required"),
    ],
)
def test_mistakes(image: Image, words: list[str], mistake: str) -> None:
    done = image("keys", *words)
    assert done.returncode == 64
    assert done.stdout == f"keys: {mistake}; --help lists the arguments\n"


def _built() -> set[str]:
    """Type and name of all that the types promise which are built for this target."""
    catalogue = config_loader.load(ROOT / "tests" / "config" / "catalogue", ROOT)
    found = [d for d in all_devices(catalogue.all_jobs) if not d.later]
    built = {d.result for d in found if "spt" in (d.targets or ("spt",))}
    return {
        f"{typ}.{name}"
        for typ in built - {job}
        for name in vars(typ.marker.__bases__[0])
        if not name.startswith("_")
    }


METHODS = """\
argv.argv ['methods', '--logs=*:error']
time.sleep_ns None
time.sleep_ms None
mclock.elapsed_ns True
mclock.period_ns None
pclock.time_ns True
pclock.offset_s None
pclock.period_ns None
reporter.set_level None
reporter.set_level None
reporter.report None
reporter.report None
reporter.report None
reporter.recent ['net', 'net']
reporter.set_level None
reporter.set_level None
reporter.report None
reporter.report None
reporter.report None
reporter.recent []
é
console.write 3
b
console.write 2
console.read 95
block.capacity 8192
block.block_size 512
block.ioctl 16
block.writeblocks None
block.readblocks bytearray(b'\\x00written\\x00')
info.name 'methods'
info.target 'spt'
info.echis '0.1.0'
info.src 'here'
info.packages [3]
"""


def test_every_method_of_what_is_built(image: Image, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.write_bytes(bytes(8192))
    done = image("methods", "--logs=*:error", options=(f"--block:disk={disk}",))
    assert done.returncode == 0, done.stdout
    lines = [line for line in done.stdout.splitlines(True) if " WARN  " not in line]
    assert "".join(lines) == METHODS
    assert {line.split(" ")[0] for line in lines if "." in line} >= _built()


@pytest.mark.parametrize("size", [512, 4096])
def test_block_device(image: Image, tmp_path: Path, size: int) -> None:
    disk = tmp_path / "disk"
    disk.write_bytes(bytes(8192))
    options = (f"--block:disk={disk}", f"--block-sector-size:disk={size}")
    done = image("one_block", options=options)
    assert (done.returncode, done.stdout) == (0, f"8192 {size}\n")
    written = disk.read_bytes()
    assert written[:5000] == bytes(5000)
    assert written[5000:6000] == b"\xa5" * 1000
    assert written[6000:] == bytes(2192)


def test_jobs_run_in_order(image: Image) -> None:
    done = image("two_jobs")
    assert (done.returncode, done.stdout) == (0, "first\nsecond\n")


def test_what_has_no_state_is_an_argument(image: Image) -> None:
    done = image("taken")
    assert done.returncode == 0, done.stdout
    setup, told, rest = done.stdout.splitlines()
    assert (setup, told.split(" ", 1)[1]) == ("setup", "INFO  [net] told")
    assert rest == "[] None None"


def test_an_early_device_that_fails_is_told(image: Image) -> None:
    done = image("early")
    first, *trace = done.stdout.splitlines()
    assert done.returncode == 255
    told = "device moon (config.py:7) cannot be connected: OSError: [Errno 5] EIO"
    assert (first, trace[-1]) == (told, "OSError: [Errno 5] EIO")


def test_no_job(image: Image) -> None:
    done = image("noop")
    assert (done.returncode, done.stdout) == (0, "")
    assert image("noop", "--help").returncode == 63
    assert image("noop", "word").returncode == 64


def _settings(image: Image, *words: str) -> tuple[int, int, str]:
    """Bytes of the heap, those between two collections, and what follows."""
    done = image("settings", *words)
    assert done.returncode == 255
    heap, threshold, rest = re.findall(
        r"GC: total: (\d+).*\n.*\n(-?\d+)\n((?s:.*))", done.stdout
    )[0]
    return int(heap), int(threshold), rest


def test_heap_size(image: Image) -> None:
    assert _settings(image)[0] < 1_000_000 < _settings(image, "--heap-size=1100000")[0]


@pytest.mark.parametrize("option", ["--heap-size", "--gc-threshold"])
@pytest.mark.parametrize("size", ["-1", "9223372036854775808"])
def test_what_is_no_size(image: Image, option: str, size: str) -> None:
    done = image("settings", f"{option}={size}")
    said = f"settings: {option} expects a size, got '{size}'; --help lists the arguments\n"
    assert (done.returncode, done.stdout) == (64, said)


def test_the_largest_sizes(image: Image) -> None:
    most = (1 << 63) - 1
    assert _settings(image, f"--gc-threshold={most}")[1] > 1_000_000
    done = image("settings", f"--heap-size={most}")
    assert (done.returncode, "MemoryError" in done.stdout) == (255, True)


def test_gc_threshold(image: Image) -> None:
    assert _settings(image)[1] == -1
    assert _settings(image, "--gc-threshold=4096")[1] == 4096


def test_backtrace(image: Image) -> None:
    assert 'File "unikernel.py", line 14, in start' in _settings(image)[2]
    told = _settings(image, "--backtrace=false")[2]
    assert "ValueError: the end" in told
    assert "File" not in told


def test_logs(image: Image) -> None:
    def lines(*words: str) -> list[str]:
        told = _settings(image, *words)[2].splitlines()
        return [line.split(" ", 1)[1] for line in told if "[" in line]

    assert lines() == ["ERROR [net] trouble", "ERROR [tls] trouble"]
    assert lines("-l", r"n\\e\t:quiet,net:debug,tls:quiet") == [
        "DEBUG [net] detail",
        "ERROR [net] trouble",
    ]


def test_deps_are_handed_over(image: Image) -> None:
    done = image("deps")
    assert done.stdout.splitlines() == [
        "connect disk ['Time']",
        "connect setup ['NoneType']",
        "start ['deps'] ('disk', 'setup', None)",
    ]


def test_a_reporter_is_there_before_other_devices(image: Image) -> None:
    done = image("reporter")
    said = ["clock", "there", "there", "disk", "started"]
    assert (done.returncode, done.stdout.splitlines()) == (0, said)


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("plain", "OSError: [Errno 5] EIO"),
        ("cancelled", "CancelledError: "),
        ("interrupted", "KeyboardInterrupt: "),
    ],
)
def test_whatever_ends_a_device_names_it(image: Image, how: str, kind: str) -> None:
    done = image("reporter", f"--fails={how}")
    clock, told, *_ = done.stdout.splitlines()
    said = f"device reports (config.py:6) cannot be connected: {kind}"
    assert (done.returncode, clock, told) == (255, "clock", said)
    assert "disk" not in done.stdout


def test_a_device_may_end_the_image(image: Image) -> None:
    done = image("reporter", "--fails=exit")
    assert (done.returncode, done.stdout) == (3, "clock\n")
