# SPDX-License-Identifier: ISC
"""SCons tool: Ctrl-C while jobs run.

SCons ends at its next step, as it must to know what is built, but with remarks on
each target that was cut off and with status 2: those nobody hears.
"""

from __future__ import annotations

import signal

from SCons.Taskmaster import Job

from bootstrap import interruption


def generate(env):
    """Takes the place of SCons's jobs."""
    Job.Jobs = Jobs


def exists(env):
    """True: it needs nothing."""
    return True


class Jobs(Job.Jobs):
    """SCons's jobs, which tell of a signal in our words."""

    def _setup_sig_handler(self) -> None:
        heard = interruption.heard()
        super()._setup_sig_handler()
        stop = signal.getsignal(signal.SIGINT)

        def handler(number, frame):
            interruption.tell(number)
            stop(number, frame)

        for number in interruption.NUMBERS:
            signal.signal(number, handler if number in heard else signal.SIG_IGN)
