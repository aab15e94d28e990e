# SPDX-License-Identifier: ISC
"""Syslog: log lines for a collector elsewhere."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class SyslogSignature(Protocol):
    """What a syslog sender does (RFC 5424, 3164); after Logs_syslog_mirage."""

    def send(self, severity: int, message: str, *, facility: int = 16) -> None:
        """Sends one line, cut where it is too long; it may be lost.

        ``severity`` is 0 (emergency) to 7 (debug).
        """

    async def flush(self) -> None:
        """Waits until the lines taken are sent. OSErrors are those of TCP and TLS."""


class Syslog(SyslogSignature):
    """The marker of ``syslog``."""


syslog: Typ[Syslog] = Typ(Syslog, "syslog")
