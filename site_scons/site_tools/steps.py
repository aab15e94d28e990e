# SPDX-License-Identifier: ISC
"""SCons tool: shows what is being built, and how much of how much, on stderr.

On a terminal one line is rewritten; elsewhere each step has a line of its own.
Nothing goes to stdout, which belongs to the verbs and to the application.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import sys
from pathlib import Path

import SCons.SConsign
from SCons.Script import Action, Progress, SetOption

from echis import program
from echis.reported import reported


class Steps:
    """Nodes that SCons has looked at, of those that have a builder."""

    def __init__(self) -> None:
        self.total = 0
        self.seen = 0
        self.open_line = False
        self.tty = sys.stderr.isatty()

    def count(self, node) -> None:
        """One more node was looked at; SCons calls it for each."""
        if node.has_builder():
            self.seen += 1

    def show(self, label, target, source, env) -> None:
        """Prints one step; SCons calls it in place of echoing the command."""
        if not label:
            return
        total = max(self.total, self.seen)
        line = f"[{self.seen:{len(str(total))}}/{total}] {label}"
        end = "" if self.tty else "\n"
        start = "\r\033[K" if self.tty else ""
        sys.stderr.write(start + line[: 100 if self.tty else None] + end)
        sys.stderr.flush()
        self.open_line = self.tty

    def close(self) -> None:
        """Ends a line that is being rewritten, before somebody else prints."""
        if self.open_line:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self.open_line = False


def generate(env):
    """Takes over SCons's own messages, and adds the method `Step`."""
    _tell_of_notes()
    env.AddMethod(step, "Step")
    env.AddMethod(identity, "Identity")
    env.AddMethod(literal, "Literal")
    # A compiler of 180 MB is not read at every start: see identity() below.
    env["IMPLICIT_COMMAND_DEPENDENCIES"] = False
    env["ECHIS_MAKERS"] = env.Value(_makers())
    steps = Steps()
    env["ECHIS_STEPS"] = steps
    env["PRINT_CMD_LINE_FUNC"] = steps.show
    SetOption("no_progress", True)
    Progress(steps.count)
    atexit.register(steps.close)


def _tell_of_notes() -> None:
    """What SCons notes of a build, at its end, may find no room either."""
    write = SCons.SConsign.write

    def told() -> None:
        with reported():
            try:
                write()
            finally:
                # Else it is tried again when the interpreter ends.
                for notes in SCons.SConsign.DB_sync_list:
                    notes._needs_sync = False

    SCons.SConsign.write = told


def step(env, path: str, sources, action, label):
    """The node of the file at `path`, made by one action that is shown as `label`.

    `action` is an argument list for a program, or a Python function; `label` is a
    text, or a function of SCons's that gives it once the sources are there.
    """
    env["ECHIS_STEPS"].total += 1
    is_command = isinstance(action, list)
    target = env.Literal(path if os.path.isabs(path) else f"#{path}")
    done = _running(action) if is_command else action
    shown = label if callable(label) else env.Literal(label)
    made_of = sources if isinstance(sources, list) else [sources]
    (node,) = env.Command(target, list(map(env.Literal, made_of)), Action(done, shown))
    env.Depends(node, env.Identity(action[0]) if is_command else env["ECHIS_MAKERS"])
    return node


def _running(words):
    """A function that runs a program: no shell is asked, nothing is expanded.

    SCons compares what the function holds, if that is a string.
    """
    command = "\0".join(words)

    def run(target, source, env):
        return program.status(command.split("\0"))

    return run


def literal(env, word):
    """A word that SCons takes as it is, `$` and all; a node is one already."""
    return word.replace("$", "$$") if isinstance(word, str) else word


def _makers() -> str:
    """One hash over our own Python: what it makes may change with it."""
    digest = hashlib.sha256()
    for folder in ("site_scons/echis", "site_scons/site_tools"):
        for file in sorted(Path(folder).rglob("*.py")):
            digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def identity(env, path: str):
    """A program as a dependency: another one at `path` has another time or size."""
    stat = os.stat(path)
    return env.Value(f"{path} {stat.st_size} {stat.st_mtime_ns}")


def exists(env):
    """True: it needs nothing."""
    return True
