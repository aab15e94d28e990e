# SPDX-License-Identifier: ISC
"""The command line from end to end: what Functoria's own tests of its tool look at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import arguments, config_loader, configuring
from echis.verbs import VERBS
from tests.build.conftest import ROOT, scons_in
from tests.mirage.conftest import Config

# What one line of a cache, one argument or one shell word would break on.
HOSTILE = ';;bar\n\t\\0 "quoted" it\'s é $HOME \\\\ =x'
KEYS = """
keys = [
    Key.create(name, Key.Arg.opt(Key.Arg.string, "default", stage="configure"))
    for name in ("x", "y", "z")
]
register("with-dash", [main("unikernel", job, keys=keys)])
"""


def _given(root: Path, folder: Path, **given: str) -> dict[str, tuple[str, str]]:
    """The values of x, y and z with their origins, remembered for the next time."""
    words = {"app": str(folder), **given}
    request = arguments.parse(words, [], root, root)
    apps = config_loader.load_all(request.apps)
    made = configuring.contexts(request, apps)
    configuring.remember(request, apps, made)
    ((_, context),) = made.items()
    return {
        name: (context.given.get(name, "default"), context.origins.get(name, "default"))
        for name in ("x", "y", "z")
    }


def test_what_is_remembered_is_what_was_given(
    config: Config, root: Path, tmp_path: Path
) -> None:
    config(KEYS)
    _given(root, tmp_path, x=HOSTILE)
    assert _given(root, tmp_path)["x"] == (HOSTILE, configuring.REMEMBERED)


def test_the_command_line_goes_before_memory_before_defaults(
    config: Config, root: Path, tmp_path: Path
) -> None:
    config(KEYS)
    _given(root, tmp_path, x="old", y="old")
    assert _given(root, tmp_path, x="new") == {
        "x": ("new", configuring.COMMAND),
        "y": ("old", configuring.REMEMBERED),
        "z": ("default", "default"),
    }


Tool = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def tool() -> Tool:
    """`scons` of this tree, without a variable of its caller's."""

    def call(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        if cwd == ROOT:
            return scons_in(ROOT, *words)
        script = str(Path(sys.executable).with_name("scons"))
        return subprocess.run(
            [sys.executable, script, "-C", str(ROOT), *words],
            env={**os.environ, "ECHIS_CWD": str(cwd)},
            text=True,
            capture_output=True,
            check=False,
        )

    return call


def test_help_is_the_same_from_both_places(tool: Tool) -> None:
    app = ROOT / "examples" / "tutorial" / "hello-key"
    named, inside = tool("-h", f"app={app}"), tool("-h", cwd=app)
    assert (named.returncode, inside.returncode) == (0, 0)
    assert named.stdout == inside.stdout
    assert "hello=" in named.stdout


@pytest.mark.parametrize("option", ["-h", "-c"])
def test_help_and_clean_need_no_config(tool: Tool, tmp_path: Path, option: str) -> None:
    done = tool(option, "-n", f"app={tmp_path}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Verbs:" in done.stdout or option == "-c"


_OF_AN_APPLICATION = (
    "build",
    "run",
    "measure",
    "inspect",
    "describe",
    "query",
    "check",
)


@pytest.mark.parametrize("verb", [*_OF_AN_APPLICATION, "lock", "bundle"])
def test_every_verb_tells_of_a_missing_config(
    tool: Tool, tmp_path: Path, verb: str
) -> None:
    assert verb in {known.name for known in VERBS}
    done = tool(verb, f"app={tmp_path}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"echis: {tmp_path}: there is no config.py in this folder\n"


_QUERIED = {
    "noop": ('register("noop", [])', ""),
    "with-dash": (
        'register("with-dash", '
        '[main("unikernel", job, packages=[package("a", min="1")])])',
        "a>=1\n",
    ),
}


@pytest.mark.parametrize("target", ["spt", "hvt"])
@pytest.mark.parametrize("name", _QUERIED)
def test_query(
    config: Config, tool: Tool, tmp_path: Path, target: str, name: str
) -> None:
    text, packages = _QUERIED[name]
    config(text)
    words = (f"app={tmp_path}", f"target={target}", "query")
    assert tool(*words).stdout == f"{name}\n"
    assert tool(*words, "packages").stdout == packages
    assert "main.py" in tool(*words, "files").stdout.splitlines()
    command = tool(*words, "command").stdout.split()
    assert command[0].endswith(f"solo5-{target}")
    assert command[-1].endswith(f"{name}.{target}")
