# SPDX-License-Identifier: ISC
"""MicroPython's own settings, in place of OCaml's: every unikernel takes them.

MicroPython's hashes are the same in every run, so ``randomize_hashtables`` has no
meaning here; its collector has a heap that grows and a threshold, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from echis import arg as Arg
from echis.impl import impl
from echis.info import Info
from echis.key import Key, create
from echis.type import Impl, Job, job

backtrace: Key[bool] = create(
    "backtrace",
    Arg.opt(Arg.bool, True, doc="Show where an uncaught exception came from."),
)
heap_size: Key[int | None] = create(
    "heap-size",
    Arg.opt(
        Arg.some(Arg.int),
        None,
        doc="Bytes the heap has from the start.",
        metavar="BYTES",
    ),
)
gc_threshold: Key[int | None] = create(
    "gc-threshold",
    Arg.opt(
        Arg.some(Arg.int),
        None,
        doc="Bytes allocated between two collections.",
        metavar="BYTES",
    ),
)


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
