# SPDX-License-Identifier: ISC
"""A bare git repository of this machine, which a test commits to."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PROJECT = '[project]\nname = "tiny"\nversion = "{}"\nlicense = "MIT"\n'


class Repository:
    """A bare repository, and the folder that its commits are made in."""

    def __init__(self, bare: Path) -> None:
        self.bare, self.tree = bare, bare.with_suffix(".tree")
        self._git("init", "-q", "--bare", str(bare))
        self._git("--git-dir", str(bare), "symbolic-ref", "HEAD", "refs/heads/main")
        self._git("init", "-q", "-b", "main", str(self.tree))

    def commit(self, files: dict[str, str], *, branch: str = "main") -> str:
        """Commits these files beside the earlier ones; the commit."""
        for name, text in files.items():
            place = self.tree / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "more")
        self.git("push", "-q", "--force", str(self.bare), f"HEAD:refs/heads/{branch}")
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str) -> None:
        """An annotated tag of the last commit."""
        self.git("tag", "-f", "-a", "-m", name, name)
        self.git("push", "-q", "--force", str(self.bare), f"refs/tags/{name}")

    def git(self, *words: str) -> str:
        """What git says in the folder."""
        return self._git("-C", str(self.tree), *words)

    def _git(self, *words: str) -> str:
        who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
        done = subprocess.run(
            ["git", *who, *words],
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
            text=True,
            capture_output=True,
            check=True,
        )
        return done.stdout.strip()
