# SPDX-License-Identifier: ISC
"""MicroPython's own settings: every unikernel takes them as arguments."""

from __future__ import annotations

from collections.abc import Sequence

from echis.impl import impl
from echis.info import Info
from echis.mirage_key import backtrace, gc_threshold, heap_size
from echis.type import Impl, Job, job


def _set(info: Info, module: str, args: Sequence[str]) -> str:
    values = ("key_gen.backtrace()", "key_gen.heap_size()", "key_gen.gc_threshold()")
    return f"{module}.configure({', '.join(values)})"


runtime: Impl[Job] = impl(
    "runtime",
    job,
    module="_runtime",
    connect=_set,
    keys=[backtrace, heap_size, gc_threshold],
    early=True,
)
