# SPDX-License-Identifier: ISC
"""The generated modules: as tests/config has them, and alive under CPython.

After a deliberate change, UPDATE_EXPECTED=1 writes them anew: read the diff.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from echis import codegen, config_loader, manifest
from echis.info import of

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "config"
HELLO = ROOT / "examples" / "hello"


@pytest.mark.parametrize(
    "case", sorted(p.parent.name for p in CASES.glob("*/config.py"))
)
@pytest.mark.parametrize("target", ["hvt", "spt", "virtio", "xen", "qubes", "unix"])
def test_golden(case: str, target: str) -> None:
    folder = CASES / case
    info = of(config_loader.load(folder), target)
    got = codegen.files(info, [("micropython", "1.25.0", "7b25")])
    got["manifest.json"] = manifest.to_json(info.manifest)
    text = "".join(f"=== {name}\n{text}" for name, text in got.items())
    expected = folder / "expected" / f"{target}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def test_same_text_wherever_the_application_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = codegen.files(of(config_loader.load(HELLO), "spt"))
    shutil.copytree(HELLO, tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    assert codegen.files(of(config_loader.load(Path("elsewhere")), "spt")) == here


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--uri=x"], 'Say "Grüß Gott"\\|80|False\nTrue|x\n'),
        (["--uri", "a b", "--hello=", "-p", "0x10"], "|16|False\nTrue|a b\n"),
        (["--uri=é=\"'", "--log-all", "--cache=false"], None),
    ],
)
def test_values(tmp_path: Path, words: list[str], expected: str | None) -> None:
    done = _run(CASES / "keys", tmp_path, words)
    assert done.returncode == 0, done.stderr
    if expected is None:
        expected = 'Say "Grüß Gott"\\|80|True\nFalse|é="\'\n'
    assert done.stdout == expected


def test_help(tmp_path: Path) -> None:
    done = _run(CASES / "keys", tmp_path, ["--help", "--nonsense"])
    assert done.returncode == 63
    assert done.stdout == (
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
        "  --uri=URI              What to fetch. (required)\n"
    )


@pytest.mark.parametrize(
    ("words", "mistake"),
    [
        (["--helo=x"], "unknown argument --helo"),
        (["word"], "unknown argument word"),
        ([""], "unknown argument "),
        (["--uri"], "--uri needs a value"),
        (["--uri=x", "--port=http"], "--port expects a number, got 'http'"),
        (["--uri=x", "--port="], "--port expects a number, got ''"),
        (["--uri=x", "--port= 1"], "--port expects a number, got ' 1'"),
        (["--uri=x", "--port=1_0"], "--port expects a number, got '1_0'"),
        (["--uri=x", "--cache=1"], "--cache expects true or false, got '1'"),
        (["--uri=x", "--log-all=1"], "--log-all takes no value"),
        (["--uri=x", "--uri=y"], "--uri is given twice"),
        ([], "--uri is required"),
    ],
)
def test_mistakes(tmp_path: Path, words: list[str], mistake: str) -> None:
    done = _run(CASES / "keys", tmp_path, words)
    assert done.returncode == 64
    assert done.stdout == f"keys: {mistake}; --help lists the arguments\n"


def test_two_jobs_run_in_order(tmp_path: Path) -> None:
    done = _run(CASES / "two_jobs", tmp_path, [])
    assert (done.returncode, done.stdout) == (0, "first\nsecond\n"), done.stderr


def test_noop(tmp_path: Path) -> None:
    done = _run(CASES / "noop", tmp_path, [])
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert _run(CASES / "noop", tmp_path, ["--help"]).returncode == 63


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("plain", "OSError: 5"),
        ("cancelled", "CancelledError: "),
        ("interrupted", "KeyboardInterrupt: "),
    ],
)
def test_whatever_ends_a_device_names_it(tmp_path: Path, how: str, kind: str) -> None:
    done = _run(CASES / "reporter", tmp_path, [f"--fails={how}"])
    said = f"device reports (config.py:6) cannot be connected: {kind}"
    assert done.stdout.splitlines()[:2] == ["clock", said]
    assert done.returncode == 255


@pytest.mark.parametrize("error", ["KeyboardInterrupt()", "asyncio.CancelledError()"])
def test_whatever_ends_an_early_device_names_it(tmp_path: Path, error: str) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "config.py").write_text(
        "from echis import *\n"
        "code = 'own.made()'\n"
        "own = impl('own', job, connect=lambda i, m, a: code, early=True)\n"
        "register('early', [own])\n"
    )
    text = f"import asyncio\ndef made(): raise {error}\n"
    (folder / "own.py").write_text(text)
    done = _run(folder, tmp_path / "image", [])
    assert "device own (config.py:3) cannot be connected: " in done.stdout
    assert done.returncode == 255


NAMES = """
from echis import *

class Thing: pass

disk = impl("connect_block_4", block)
other = impl("block_5", block, deps=[impl("a", typ(Thing, "9 lives"))])
jobs = [main("boot", block >> block >> job)(disk, other)]
register("names", jobs)
"""


def test_a_module_may_be_called_as_what_is_generated(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "config.py").write_text(NAMES)
    for name in ("connect_block_4", "block_5", "a"):
        text = f"async def connect(*args):\n    return {name!r}, args\n"
        (folder / f"{name}.py").write_text(text)
    (folder / "boot.py").write_text("async def start(*args): print(args)\n")
    done = _run(folder, tmp_path / "image", [])
    assert done.stdout == ("(('connect_block_4', ()), ('block_5', (('a', ()),)))\n"), (
        done.stderr
    )


def test_value_before_parsing_is_told(tmp_path: Path) -> None:
    _generate(CASES / "keys", tmp_path)
    done = _python(tmp_path, ["-c", "import key_gen; key_gen.port()"])
    assert "key_gen.port() before the command line is parsed" in done.stderr


def _run(
    folder: Path, place: Path, words: list[str]
) -> subprocess.CompletedProcess[str]:
    _generate(folder, place)
    return _python(place, ["main.py", *words])


def _generate(folder: Path, place: Path) -> None:
    shutil.copytree(folder, place, dirs_exist_ok=True)
    for name in ("echis_args.py", "echis_boot.py", "echis_early.py"):
        shutil.copy(ROOT / "runtime" / "lib" / name, place)
    # CPython has no such settings; tests/config/test_in_image.py has the real ones.
    (place / "_runtime.py").write_text("def configure(*settings): pass\n")
    for name, text in codegen.files(of(config_loader.load(folder), "spt")).items():
        (place / name).write_text(text, encoding="utf-8")


def _python(place: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-X", "utf8", *words],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "source",
    [
        "async def start():\n    print('started')\n",
        "def start():\n    print('started')\n",
        "start = lambda: print('started')\n",
        "def same(f):\n    return f\n@same\ndef start():\n    print('started')\n",
        "if True:\n    def start():\n        print('started')\n",
        "async def other():\n    print('started')\nstart = other\n",
    ],
)
def test_any_start_runs(tmp_path: Path, source: str) -> None:
    app = tmp_path / "app"
    app.mkdir()
    config = "from echis import *\nregister('one', [main('unikernel', job)])\n"
    (app / "config.py").write_text(config)
    (app / "unikernel.py").write_text(source)
    done = _run(app, tmp_path / "place", [])
    assert (done.returncode, done.stdout) == (0, "started\n"), done.stderr


def test_the_module_may_lie_in_a_local_library(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "unikernel.py").write_text("def start():\n    pass\n")
    app = tmp_path / "mirage"
    app.mkdir()
    (app / "config.py").write_text(
        "from echis import *\n"
        "register('one', [main('unikernel', job, local_libs=['../src'])])\n"
    )
    text = codegen.files(of(config_loader.load(app), "spt"))["main.py"]
    assert text.endswith("unikernel.start()\n")
