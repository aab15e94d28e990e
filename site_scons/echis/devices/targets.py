# SPDX-License-Identifier: ISC
"""Targets that a device exists on, where it does not on all."""

from __future__ import annotations

UNIX = ("unix",)
XEN = ("xen", "qubes")
