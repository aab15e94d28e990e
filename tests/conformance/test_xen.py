# SPDX-License-Identifier: ISC
"""xen images beside scripts in dom0: what is typed, what is missing, how they end."""

from __future__ import annotations

import pytest

from tests.lab.batches import Batches

from .xen_guests import Guest, guest

# No timer wakes this guest: each answer comes of an event.
_TYPE = """\
said '**** test_input ****'
for n in 1 2 3 4 5 6 7 8 9; do typed $n; said "got $n"; done
typed .
"""
# In tenths of a second, of which xl tells.
_IDLE = """\
seconds() { xl list "$NAME" | awk 'NR == 2 { print $NF * 10 }'; }
said '**** test_input ****'
before=$(seconds)
sleep 3
[ $(($(seconds) - before)) -le 2 ] && echo idle
typed .
"""
_ASLEEP = """\
said 'slept for ns: 100'
sleep 2
xl list "$NAME" | awk 'NR == 2 { print ($NF < 0.7) ? "asleep" : "awake for " $NF }'
"""
# As an administrator starts it: xl's own console is there before the guest begins.
_CONSOLE = """\
cat >guest.xl <<END
type = 'pvh'
name = 'console'
kernel = '$(realpath image)'
memory = 32
vcpus = 1
END
xl create -q -F -c guest.xl >console
echo "$(grep -c '^line [0-9]*\\.*.$' console) lines"
tail -n 2 console
"""

GUESTS = [
    guest("typed", "input", _TYPE, expect=["got .\nSUCCESS\nxen: poweroff\n"]),
    guest("idle", "input", _IDLE, expect=["idle\n", "SUCCESS"]),
    guest("asleep", "time", _ASLEEP, expect=["asleep\n", "SUCCESS"]),
    guest("abort", "dumpcore", exits=(255,), expect=["xen: crash\n"]),
    guest(
        "trap",
        "dumpcore",
        args=("trap",),
        exits=(255,),
        expect=["Solo5: trap", "xen: crash\n"],
    ),
    guest("exit", "hello", exits=(1,), expect=["xen: poweroff\n"]),
    guest(
        "no_vif",
        "busy",
        exits=(255,),
        expect=['ABORT: net device "service": the domain has no vif for it\n'],
    ),
    guest(
        "no_disk",
        "blk",
        exits=(255,),
        expect=['ABORT: block device "storage": the domain has no disk for it\n'],
    ),
    Guest(
        guest("console", "output", expect=["4096 lines\n", "SUCCESS"]).case,
        "output",
        command=_CONSOLE,
    ),
]


@pytest.mark.parametrize("guest", GUESTS, ids=lambda guest: guest.id)
def test_guest(guest: Guest, batches: Batches) -> None:
    guest.check(batches)
