# SPDX-License-Identifier: ISC
# A device of every type of the catalogue that is built, handed to start.
from echis import *

clocks = time >> pclock >> mclock
others = reporter >> reporter >> console >> block >> info >> argv >> job
takes_all = main("unikernel", clocks >> others)
register(
    "methods",
    [
        takes_all(
            default_time,
            default_posix_clock,
            default_monotonic_clock,
            default_reporter(ring_size=2),
            no_reporter,
            default_console,
            block_of_file("disk"),
            app_info,
            default_argv,
        )
    ],
    src="here",
)
