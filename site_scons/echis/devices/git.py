# SPDX-License-Identifier: ISC
"""Git: repositories elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from echis.devices.buffer import ReadBuffer
from echis.type import Typ


class GitClientSignature(Protocol):
    """What a Git client does (its pack protocol, version 2); after Mimic.ctx of git.

    A remote is a URL; a hash is 40 hexadecimal digits. OSErrors are those of the
    connection; EPROTO where the server speaks otherwise, EACCES where it refuses.
    """

    async def refs(self, remote: str) -> Mapping[str, str]:
        """The references of ``remote``: name to hash."""

    async def fetch(
        self, remote: str, want: Sequence[str], have: Sequence[str] = ()
    ) -> bytes:
        """A pack with what ``want`` needs beyond ``have``."""

    async def push(
        self, remote: str, updates: Mapping[str, tuple[str, str]], pack: ReadBuffer
    ) -> None:
        """Sends ``pack``, and moves each reference from its old hash to its new."""


class GitClient(GitClientSignature):
    """The marker of ``git_client``."""


git_client: Typ[GitClient] = Typ(GitClient, "git_client")
