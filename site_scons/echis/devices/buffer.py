# SPDX-License-Identifier: ISC
"""Bytes as devices take them: whole objects or parts of them, without a copy."""

from __future__ import annotations

from typing import TypeAlias

ReadBuffer: TypeAlias = bytes | bytearray | memoryview
WriteBuffer: TypeAlias = bytearray | memoryview
