# SPDX-License-Identifier: ISC
"""Why a part of the lab is not there, and the command that would change it."""

from __future__ import annotations


class Missing(Exception):
    """A reason in one sentence; `remedy` is a command to type, or empty."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(f"{reason}; enable it with: {remedy}" if remedy else reason)
        self.reason = reason
        self.remedy = remedy
