# SPDX-License-Identifier: ISC
"""Where an application's source comes from: its git remote and commit."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit


def of(src: str, folder: Path) -> str:
    """What ``src`` of ``register`` stands for; empty where nothing is known."""
    if src == "none":
        return ""
    return _of_git(folder) if src == "auto" else src


def _of_git(folder: Path) -> str:
    """``git:REMOTE@COMMIT``, ``-dirty`` where files differ; no remote, no path."""
    commit = _git(folder, "rev-parse", "HEAD")
    if not commit:
        return ""
    changed = "-dirty" if _git(folder, "status", "--porcelain", "--", ".") else ""
    return (
        f"git:{_public(_git(folder, 'remote', 'get-url', 'origin'))}@{commit}{changed}"
    )


def _public(remote: str) -> str:
    """A remote that others can use, without user and password: no path of ours."""
    if re.match(r"[\w.-]+@[\w.-]+:", remote):
        return remote
    parts = urlsplit(remote)
    if parts.scheme in ("https", "http", "ssh", "git") and parts.hostname:
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"
    return ""


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(folder), *words],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
