# SPDX-License-Identifier: ISC
"""Loading a config.py leaves no trace, and sees only its own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import echis
from echis import codegen, config_loader, register
from echis.application import registrations
from echis.errors import ConfigError
from echis.info import of

UNIKERNEL = "async def start():\n    pass\n"


def _app(folder: Path, config: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.py").write_text(f"from echis import *\n{config}\n")
    (folder / "unikernel.py").write_text(UNIKERNEL)
    return folder


def test_two_folders_with_helpers_of_one_name(tmp_path: Path) -> None:
    config = 'import settings\nregister(settings.name, [main("unikernel", job)])'
    for name in ("one", "two"):
        folder = _app(tmp_path / name, config)
        (folder / "settings.py").write_text(f"name = {name!r}\n")
    before = list(sys.path), set(sys.modules)
    apps = config_loader.load_all([tmp_path / "one", tmp_path / "two"])
    assert [app.name for app in apps] == ["one", "two"]
    assert (list(sys.path), set(sys.modules)) == before
    assert not list(tmp_path.rglob("__pycache__"))


def test_application(tmp_path: Path) -> None:
    config = 'app = register("sample", [main("unikernel", job, c_modules=["n.c"])])'
    folder = _app(tmp_path, config)
    (folder / "n.c").touch()
    app = config_loader.load(folder)
    assert (app.name, app.folder) == ("sample", folder)
    assert app.relative(app.location) == "config.py:2"
    assert of(app, "spt").c_modules == (folder / "n.c",)


def test_a_device_of_ours_brings_c(tmp_path: Path) -> None:
    job = 'main("unikernel", qubesdb >> job)(default_qubesdb)'
    folder = _app(tmp_path, f'register("sample", [{job}])')
    (folder / "unikernel.py").write_text("def start(database): pass\n")
    app = config_loader.load(folder)
    (file,) = of(app, "qubes").c_modules
    assert (
        file
        == Path(echis.__file__).parents[2] / "runtime" / "micropython" / "modvchan.c"
    )


def test_a_failing_config_leaves_no_trace(tmp_path: Path) -> None:
    folder = _app(tmp_path, "import settings")
    (folder / "settings.py").write_text("raise ValueError('no')\n")
    before = list(sys.path)
    with pytest.raises(ConfigError, match=r"settings.py:1: ValueError"):
        config_loader.load(folder)
    assert sys.path == before
    assert "settings" not in sys.modules


def test_register_is_a_value() -> None:
    assert register("alone", []).name == "alone"
    with registrations() as outer:
        with registrations() as inner:
            register("inner", [])
        register("outer", [])
    assert [app.name for app in inner.applications] == ["inner"]
    assert [app.name for app in outer.applications] == ["outer"]


def test_interrupt_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        config_loader.load(_app(tmp_path, "raise KeyboardInterrupt"))


@pytest.mark.parametrize(
    "source",
    [
        "async def start():\n    pass\n",
        "def start(*args):\n    pass\n",
        "def start(extra=1):\n    pass\n",
        "from elsewhere import start\n",
        "start = print\n",
        "def start(:\n",
    ],
)
def test_start_that_may_be_called(tmp_path: Path, source: str) -> None:
    folder = _app(tmp_path, 'register("sample", [main("unikernel", job)])')
    (folder / "unikernel.py").write_text(source)
    assert config_loader.load(folder).name == "sample"


def test_places_are_told_from_the_callers_folder(tmp_path: Path) -> None:
    folder = _app(tmp_path / "apps" / "one", "import settings")
    (folder / "settings.py").write_text("from echis import *\nregister('!', [])\n")
    for cwd, shown in (
        (tmp_path, "apps/one/settings.py:2: "),
        (folder, "settings.py:2: "),
        (tmp_path / "elsewhere", f"{folder}/settings.py:2: "),
    ):
        with pytest.raises(ConfigError) as caught:
            config_loader.load(folder, cwd)
        assert str(caught.value).startswith(shown)


def test_lines_of_a_helper_are_relative_in_generated_code(tmp_path: Path) -> None:
    config = 'from lib.jobs import one\nregister("sample", [one])'
    folder = _app(tmp_path, config)
    (folder / "lib").mkdir()
    helper = 'from echis import *\none = main("unikernel", job)\n'
    (folder / "lib" / "jobs.py").write_text(helper)
    app = config_loader.load(folder)
    assert "# unikernel (lib/jobs.py:2)\n" in codegen.main_py(of(app, "spt"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("class B(BaseException): pass\nraise B('x')", r"config\.py:3: .*B: x"),
        ("raise GeneratorExit", r"config\.py:2: GeneratorExit"),
        ("x = " + "-" * 100_000 + "1", r"config\.py.*nested"),
    ],
)
def test_no_mistake_is_a_traceback(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        config_loader.load(_app(tmp_path, text))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.py")
    with pytest.raises(ConfigError, match=r"config\.py: it is no ordinary file"):
        config_loader.load(tmp_path)


def test_what_it_prints_is_not_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = 'print("seen")\nregister("x", [main("unikernel", job)])'
    config_loader.load(_app(tmp_path, config))
    assert capsys.readouterr() == ("", "seen\n")
