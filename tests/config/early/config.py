# SPDX-License-Identifier: ISC
# A device of the application's own that connects before all others, and may fail.
from echis import *


def clock(name: str) -> Type.Impl[Pclock]:
    return impl(
        name,
        pclock,
        module="clock",
        connect=lambda info, module, args: f'{module}.Clock("{name}")',
        early=True,
    )


late = impl("late", pclock >> pclock, module="clock")
takes = main("unikernel", pclock >> pclock >> job)
register("early", [takes(clock("sun"), late(clock("moon")))])
