# SPDX-License-Identifier: ISC
"""The wrapper: what it reads of the machine, what it says, when it starts anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bootstrap import (
    Stop,
    environment,
    folders,
    interruption,
    mirrors,
    pip_install,
    pip_settings,
    pip_wheel,
)

ROOT = Path(__file__).parents[2]


def test_pip_files_and_environment_in_pips_order(tmp_path: Path) -> None:
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip/pip.conf").write_text(
        "[global]\nindex-url = A\nfind_links =\n  L1\n  L2\n[install]\ncert = C\n"
    )
    own = tmp_path / "own.conf"
    own.write_text("[global]\nindex-url = B\n")
    environ = {
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_DIRS": str(tmp_path / "none"),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    found = pip_settings.read(environ)
    assert (found.indexes, found.find_links, found.cert) == (("A",), ("L1", "L2"), "C")
    found = pip_settings.read(environ | {"PIP_CONFIG_FILE": str(own)})
    assert found.indexes == ("B",)
    found = pip_settings.read(environ | {"PIP_INDEX_URL": "D"})
    assert found.indexes == ("D",)
    found = pip_settings.read(environ | {"PIP_CONFIG_FILE": os.devnull})
    assert not found.configured
    assert pip_settings.read(environ | {"PIP_NO_INDEX": "1"}).indexes == ()


def test_broken_pip_file_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "pip.conf"
    broken.write_text("index-url = no section\n")
    environ = {"HOME": str(tmp_path), "PIP_CONFIG_FILE": str(broken)}
    assert (
        pip_settings.read(environ).cert
        == pip_settings.read({"HOME": str(tmp_path)}).cert
    )


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ECHIS_DEBIAN_MIRROR", raising=False)
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_one_line_sources(apt: Path) -> None:
    (apt / "sources.list").write_text(
        "# deb http://no/debian x main\n"
        "deb http://sec/debian-security stable main\n"
        "deb [arch=amd64 signed-by=/k] http://one/debian/ stable main contrib # x\n"
        "deb http://other/apt nodistro contrib\n"
        "deb cdrom:[x]/ stable main\n"
    )
    assert mirrors.debian(apt) == ("http://one/debian", "http://sec/debian-security")


def test_deb822_sources(apt: Path) -> None:
    (apt / "list").write_text("# mirrors\nhttp://three/debian\tpriority:1\n")
    (apt / "sources.list.d/debian.sources").write_text(
        "Types: deb\n# note\nURIs: http://two/debian\n  http://also/debian\n"
        "Suites: stable\nComponents: main\n\n"
        "Types: deb\nURIs: http://off/debian\nSuites: x\nComponents: main\n"
        "Enabled: no\n\n"
        f"Types: deb\nURIs: mirror+file:{apt}/list\nSuites: x\nComponents: main\n"
    )
    assert mirrors.debian(apt) == (
        "http://two/debian",
        "http://also/debian",
        "http://three/debian",
    )


def test_variable_goes_before_apt(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (apt / "sources.list").write_text("deb http://one/debian stable main\n")
    monkeypatch.setenv("ECHIS_DEBIAN_MIRROR", "http://mine/debian/")
    assert mirrors.debian(apt) == ("http://mine/debian",)


def test_login_of_apt(apt: Path) -> None:
    (apt / "auth.conf").write_text(
        "machine other login x password y\n"
        "machine http://one/debian login anna password hunter2\n"
    )
    assert mirrors.login("http://one/debian/pool", apt) == ("anna", "hunter2")
    assert mirrors.login("http://one/elsewhere", apt) is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken\n"
            "ERROR: No matching distribution found for scons==4",
            "the package index cannot be reached; ",
        ),
        (
            "ERROR: No matching distribution found for scons==4",
            "the package index has no scons==4 for this machine; ",
        ),
        (
            "ERROR: Could not install: [Errno 28] No space left on device",
            "the disk is full; ",
        ),
        (
            "ERROR: cannot open http://anna:hunter2@index/simple/",
            "cannot open http://index/simple/; ",
        ),
    ],
)
def test_what_pip_says_in_one_sentence(said: str, sentence: str) -> None:
    assert pip_install.sentence(said.splitlines()).startswith(sentence)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the wrapper whose environment is small: no package at all."""
    root = tmp_path / "project"
    (root / "site_scons").mkdir(parents=True)
    shutil.copy2(ROOT / "scons", root)
    shutil.copytree(ROOT / "site_scons/bootstrap", root / "site_scons/bootstrap")
    # It names the pip for a Python without ensurepip.
    shutil.copy2(ROOT / "third_party.lock", root)
    (root / "requirements.txt").write_text("# none\n")
    (root / "requirements-dev.txt").write_text("# none\n")
    return root


def _start(
    project: Path, *arguments: str, where: Path | None = None, **more: str
) -> subprocess.Popen[str]:
    environ = {key: value for key, value in os.environ.items() if key[:4] != "PIP_"}
    environ |= {"ECHIS_CACHE": str(project.parent / "cache"), **more}
    return subprocess.Popen(
        [sys.executable, str(project / "scons"), *arguments],
        cwd=where or project,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _environment(project: Path) -> Path:
    found_here = (project.parent / "cache/env").iterdir()
    (found,) = [path for path in found_here if path.is_dir()]
    return found


def test_env_prints_one_line_to_evaluate(project: Path) -> None:
    out, said = (child := _start(project, "env")).communicate()
    assert child.returncode == 0
    activate = f"{_environment(project)}/bin/activate"
    assert out == f". {activate} && export PYTHONPATH={project}/site_scons\n"
    assert said.splitlines()[0] == "echis: making the private environment"
    again = _start(project, "env").communicate()
    assert again == (out, "")


def test_scons_starts_in_the_root_with_the_callers_folder(
    project: Path, tmp_path: Path
) -> None:
    _start(project, "env").communicate()
    program = _environment(project) / "bin/scons"
    program.write_text(
        "import os, sys\nprint(os.getcwd(), os.environ['ECHIS_CWD'], sys.argv[1:])\n"
        "print(os.environ['PATH'].split(':')[0], 'PYTHONPATH' in os.environ)\n"
    )
    (tmp_path / "else where").mkdir()
    where = tmp_path / "else where"
    out, said = _start(project, "a=b c", "-n", where=where).communicate()
    assert out.splitlines()[0] == f"{project} {where} ['a=b c', '-n']", said
    assert out.splitlines()[1] == f"{_environment(project)}/bin False"


def test_two_starts_at_once(project: Path) -> None:
    both = [_start(project, "env"), _start(project, "env")]
    said = [child.communicate() for child in both]
    assert said[0][0] == said[1][0] != ""
    made = [text for _, text in said if "making the private" in text]
    assert len(made) == 1


@pytest.mark.parametrize("delay", [0.3, 0.8])
def test_killed_start_is_made_anew(project: Path, delay: float) -> None:
    child = _start(project, "env")
    time.sleep(delay)
    child.kill()
    child.communicate()
    out, said = (child := _start(project, "env")).communicate()
    assert child.returncode == 0, said
    python = Path(out.split()[1]).with_name("python")
    subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)


def test_interrupt_is_one_sentence(project: Path) -> None:
    child = _start(project, "env")
    assert child.stderr
    assert child.stderr.readline() == "echis: making the private environment\n"
    child.send_signal(signal.SIGINT)
    _, said = child.communicate()
    assert child.returncode == 130
    assert said == f"echis: {interruption.SENTENCE}\n"


def test_unreachable_index_leaves_nothing(project: Path) -> None:
    hashed = f"scons==4.0 --hash=sha256:{'0' * 64}\n"
    (project / "requirements.txt").write_text(hashed)
    child = _start(
        project,
        "env",
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL="http://anna:hunter2@127.0.0.1:9/simple",
        PIP_RETRIES="0",
    )
    out, said = child.communicate()
    assert (child.returncode, out) == (1, "")
    assert said.splitlines()[-1] == (
        "echis: requirements.txt: the package index does not answer or has no "
        "scons==4.0; PIP_INDEX_URL or pip.conf names an index, ECHIS_BUNDLE a bundle"
    )
    assert "hunter2" not in said
    assert not [
        path for path in (project.parent / "cache/env").iterdir() if path.is_dir()
    ]


@pytest.mark.parametrize(
    ("bundle", "said"),
    [("requirements.txt", "is not a bundle"), (".", "cannot be read: is a directory")],
)
def test_a_bundle_that_is_none(project: Path, bundle: str, said: str) -> None:
    hashed = f"scons==4.0 --hash=sha256:{'0' * 64}\n"
    (project / "requirements.txt").write_text(hashed)
    child = _start(project, "env", ECHIS_BUNDLE=str(project / bundle))
    told = child.communicate()[1].splitlines()
    assert child.returncode == 1
    assert f"{said} (ECHIS_BUNDLE)" in told[-1]
    # Nothing else was begun.
    assert len(told) == 1


def test_a_missing_lock_is_taken_back(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="is missing: take it back with git checkout "):
        pip_wheel.pins(tmp_path)


def test_unwritable_cache(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    child = _start(project, "env", ECHIS_CACHE=str(tmp_path / "file/cache"))
    assert child.communicate()[1] == (
        f"echis: {tmp_path}/file/cache/env: Not a directory "
        "(ECHIS_CACHE chooses another folder)\n"
    )


def test_name_depends_on_both_requirements(project: Path) -> None:
    before = environment.key(project)
    (project / "requirements-dev.txt").write_text("# other\n")
    assert environment.key(project) != before


def test_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ECHIS_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folders.cache() == tmp_path / "echis"
    # The specification says that a relative one is ignored.
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folders.cache() == tmp_path / ".cache/echis"
    monkeypatch.setenv("ECHIS_CACHE", "~/mine")
    assert folders.cache() == tmp_path / "mine"
