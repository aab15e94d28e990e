# SPDX-License-Identifier: ISC
"""The check of one application: two runs of mypy, and what they found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import echis
from echis.micropython import CModules
from echis.search_path import Folder
from echis.typecheck import overlay, presence, star, starts
from echis.typecheck.modules import Modules
from echis.typecheck.presence import Presence
from echis.typecheck.task import Task

_CONFIG = "config"
_COMMON = (
    "--config-file=",
    "--output=json",
    "--no-error-summary",
    "--explicit-package-bases",
)
# mypy's words for a functor that is called with other arguments than it takes.
_CALLED = re.compile(
    r'"__call__" of "Applied" matches argument types? (.*?); Possible overload.*?'
    r"__call__\(self, (.*?)(?:, /)?\) ->"
)
# A variable of plain Python may change its type, and needs no annotation; what may
# be None is for its author to know: re.match(…).group(1) is everyday's.
_LOOSE = (
    "--no-strict-optional",
    "--check-untyped-defs",
    "--allow-redefinition",
    "--disable-error-code=var-annotated",
    "--disable-error-code=no-redef",
)
# Whether a module or a name is there, the port says and not the stubs.
_MODULES = ("import-not-found", "import-untyped")
_NAMES = "attr-defined"
# `except ImportError: ssl = None`, the usual way to go without.
_WITHOUT = "variable has type Module"

_Error = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A mistake: its file as errors spell it, its line, and a sentence."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def checked(task: Task) -> list[str]:
    """What `check` finds, a line each; looked at again only when it may differ."""
    digest = task.digest()
    try:
        before = json.loads(task.found.read_text(encoding="utf-8"))
        if before["digest"] == digest:
            return stored(task.found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = [str(one) for one in check(task)]
    text = json.dumps({"digest": digest, "found": found}, indent=1) + "\n"
    task.found.write_text(text, encoding="utf-8")
    return found


def stored(file: Path) -> list[str]:
    """What the check that wrote ``file`` found."""
    lines: list[str] = json.loads(file.read_text(encoding="utf-8"))["found"]
    return lines


def check(task: Task) -> list[Finding]:
    """The mistakes in ``config.py`` and in the modules that it names, in order."""
    host, guest = _mypy(task, overlay.prepare(task.parts))
    seen = _presence(task)
    found = [_finding(task, error) for error in host]
    found += [one for error in guest for one in _of_guest(task, error, seen)]
    for file, there in seen.items():
        found += [Finding(_shown(task, file), *one) for one in there.missing]
    return sorted({one for one in found if one})


def _mypy(task: Task, made: overlay.Overlay) -> tuple[list[_Error], list[_Error]]:
    """What mypy says of ``config.py``, and of the application's modules."""
    cold = not (task.place / "guest").is_dir()
    runs = [_host(task), _guest(task, made, _generated(task))]
    done = subprocess.run(
        [sys.executable, "-I", str(Path(__file__).with_name("runner.py"))],
        input=json.dumps({"cold": cold, "runs": runs}),
        cwd=task.folder,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    host, guest = (_errors(*run) for run in json.loads(done.stdout))
    return host, guest


def _host(task: Task) -> tuple[list[str], list[str]]:
    text = (task.folder / f"{_CONFIG}.py").read_text(encoding="utf-8")
    spelled = star.explicit(text, echis.__all__)
    copy = {f"{_CONFIG}.py": spelled} if spelled != text else {}
    folders = (_written(_copies(task), copy), task.folder, task.root / "site_scons")
    path = [str(folder) for folder in folders]
    cache = f"--cache-dir={task.place / 'host'}"
    return path, [*_COMMON, cache, "--strict", "-m", _CONFIG]


def _guest(
    task: Task, made: overlay.Overlay, generated: Path
) -> tuple[list[str], list[str]]:
    own = (generated, task.folder, *task.local_libs)
    path = [str(folder) for folder in (*own, *task.packages, made.path)]
    arguments = [
        *_COMMON,
        f"--cache-dir={task.place / 'guest'}",
        f"--custom-typeshed-dir={made.typeshed}",
        "--no-site-packages",
        "--python-version=3.11",
        *(["--strict"] if task.strict else _LOOSE),
    ]
    for module in dict.fromkeys((*(m.module for m in task.mains), starts.FILE)):
        arguments += ["-m", module]
    return path, arguments


def _generated(task: Task) -> Path:
    """The folder of the modules that only the build and mypy know."""
    texts = {f"{starts.FILE}.py": starts.text(task), **task.generated}
    # A .pyi of the application's own says more of its C module, and comes first.
    texts |= {f"{name}.pyi": overlay.ANYTHING for name in _undescribed(task)}
    return _written(task.place / "generated", texts)


def _copies(task: Task) -> Path:
    """The folder of a ``config.py`` that is spelled otherwise for mypy."""
    return task.place / "copies"


def _written(folder: Path, texts: Mapping[str, str]) -> Path:
    """The folder, with these files and no other; one that is right keeps its time."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in set(os.listdir(folder)) - texts.keys():
        (folder / old).unlink()
    for name, text in texts.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return folder


def _undescribed(task: Task) -> list[str]:
    return [n for n in task.own_c_modules if not (task.folder / f"{n}.pyi").is_file()]


def _errors(out: str, err: str, status: int) -> list[_Error]:
    found = [json.loads(line) for line in out.splitlines()]
    # Status 2 with an error to show is a file that mypy cannot read.
    assert status in (0, 1) or found, err or out
    return [error for error in found if error["severity"] == "error"]


def _presence(task: Task) -> dict[Path, Presence]:
    """What each module of the application's own uses, as far as its image goes."""
    own = [task.folder, *task.local_libs, task.place / "generated", *task.packages]
    folders = [*map(Folder, own), *task.libraries]
    every = task.c_modules | CModules(task.own_c_modules, frozenset())
    modules, seen = Modules(folders, every, task.parts.stub), dict[Path, Presence]()
    pending = [main.module for main in task.mains]
    while pending:
        name = pending.pop()
        path = task.source(name)
        if path is not None and path not in seen:
            text = path.read_text(encoding="utf-8", errors="replace")
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            seen[path] = presence.look(text, package, modules)
            pending += seen[path].imports
    return seen


def _of_guest(
    task: Task, error: _Error, seen: dict[Path, Presence]
) -> Sequence[Finding | None]:
    path = task.folder / error["file"]
    if path == task.place / "generated" / f"{starts.FILE}.py":
        file, line, text = starts.explained(task, error["line"], error["message"])
        return [Finding(_shown(task, task.folder / file), line, text)]
    if error["code"] in _MODULES or _WITHOUT in error["message"]:
        return []
    if _is_there(error, seen.get(path)):
        return []
    return [_finding(task, error)]


def _is_there(error: _Error, there: Presence | None) -> bool:
    """Whether the port knows better about a name of a module."""
    if there is None or error["code"] != _NAMES:
        return False
    named = {name for line, name in there.there if line == error["line"]}
    missing = any(error["line"] == line for line, _ in there.missing)
    return missing or any(f'"{name}"' in error["message"] for name in named)


def _finding(task: Task, error: _Error) -> Finding | None:
    """The error, where it is in a file of the user's own."""
    path = task.folder / error["file"]
    if path == _copies(task) / f"{_CONFIG}.py":
        path = task.folder / path.name
    if path not in task.own_files():
        return None
    hint = f"; {error['hint']}" if error["hint"] else ""
    code = f"  [{error['code']}]" if error["code"] else ""
    text = f"{error['message']}{hint}".replace("\n", "; ") + code
    if found := _CALLED.search(text):
        text = f"these arguments do not fit: expected {found[2]}, got {found[1]}" + code
    return Finding(_shown(task, path), error["line"], text)


def _shown(task: Task, path: Path) -> str:
    return str(task.shown / path.relative_to(task.folder))
