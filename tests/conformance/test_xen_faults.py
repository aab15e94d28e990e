# SPDX-License-Identifier: ISC
"""Back ends that go, restart, hold back or never answer: the guest says which device
it is, and goes on without it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.lab.batches import Batches
from tests.lab.case import Case

from .xen_guests import BUSY_OPTIONS, DISKS, TAPS, Guest, busy, guest

_NET, _BLOCK = 'Solo5: net device "service"', 'Solo5: block device "storage"'
_ALL = ("service fails", "storage fails", "works again", _NET, _BLOCK)


def _loses(name: str, hook: str, device: str, sentence: str) -> Guest:
    """A busy guest that loses one device for good, and keeps the other."""
    gone = (sentence, f"{device} fails")
    kept = [text for text in _ALL if text not in gone]
    return busy(name, f"{hook}said '{gone[1]}'\nsleep 1\n", expect=gone, absent=kept)


def _keeps(name: str, hook: str, *expect: str) -> Guest:
    """A busy guest that loses nothing, whatever becomes of its frames."""
    return busy(name, hook, expect=expect, absent=_ALL)


_ATTACH_AGAIN = """\
xl network-detach $DOMID 0
said 'service fails'
xl network-attach $DOMID script=vif bridge=tap100
"""
# It is down for a moment, and up again: it has to be told of its devices anew.
_RESTART = """\
driver=/sys/bus/xen-backend/drivers/{kind}
echo {kind}-$DOMID-{number} >$driver/unbind
sleep 1
echo {kind}-$DOMID-{number} >$driver/bind
"""
# 100 KB a second; what the guest sends is more than ten times that.
_LIMIT = """\
xenstore-write /local/domain/0/backend/vif/$DOMID/0/rate 100000,1000000
sleep 1
taken() { cat /sys/class/net/vif$DOMID.0/statistics/rx_bytes; }
before=$(taken)
sleep 2
[ $(($(taken) - before)) -lt 400000 ] && echo limited
"""
_BRIDGE_DOWN = """\
ip link set dev tap100 down
sleep 1
ip link set dev tap100 up
sleep 1
"""
# The back end's thread stands still, with the disk's requests in its ring.
_FREEZE = """\
mkdir /freezer
mount -t cgroup -o freezer freezer /freezer
mkdir /freezer/disk
ps | awk -v name="[$DOMID.xvda-0]" '$NF == name { print $1 }' >/freezer/disk/tasks
echo FROZEN >/freezer/disk/freezer.state
said 'storage fails'
echo THAWED >/freezer/disk/freezer.state
until grep -q THAWED /freezer/disk/freezer.state; do usleep 50000; done
rmdir /freezer/disk
umount /freezer
"""
_FLOOD = """\
said 'test_net'
ping -A 10.0.0.2 >/dev/null 2>&1 &
until [ "$(cat /sys/class/net/vif$DOMID.0/statistics/rx_packets)" -gt 100 ]; do
  usleep 50000
done
xl network-detach $DOMID 0
"""

GUESTS = [
    _loses("vif_detached", "xl network-detach $DOMID 0\n", "service", _NET),
    _loses("vif_attached_again", _ATTACH_AGAIN, "service", _NET),
    _loses("disk_detached", "xl block-detach $DOMID xvda\n", "storage", _BLOCK),
    _loses("disk_torn_out", "xl block-detach $DOMID xvda --force\n", "storage", _BLOCK),
    _loses("netback_restarted", _RESTART.format(kind="vif", number=0), "service", _NET),
    _loses(
        "blkback_restarted",
        _RESTART.format(kind="vbd", number=51712),
        "storage",
        _BLOCK,
    ),
    _keeps("vif_limited", _LIMIT, "limited\n"),
    _keeps("bridge_down", _BRIDGE_DOWN),
    guest(
        "vif_detached_in_a_flood",
        "net",
        _FLOOD,
        taps=TAPS,
        options=("--net:service0=tap100",),
        args=("1000000",),
        exits=(1,),
        expect=('Solo5: net device "service0"', "FAILURE: host_serve("),
    ),
]


def _silent(busy: Guest) -> Guest:
    """Guests whose back ends never answer, side by side, since each of them waits for
    30 s: one that has begun, and two whose devices nobody connects.
    """
    started = (
        ("begun", ["--hook=hook"]),
        ("no_net", ["--script:service=nothing"]),
        ("no_block", ["--script:storage=nothing"]),
    )
    lines = [
        "printf '#!/bin/busybox sh\\n' >nothing",
        "chmod +x nothing",
        *(_in_background(*one) for one in started),
        "wait",
        "cat begun no_net no_block",
    ]
    case = Case(
        "silent",
        expect=(
            f"{_BLOCK}",
            "does not answer\nstorage fails\n",
            "begun ends with 0\n",
            'ABORT: net device "service": its backend does not answer\n',
            "no_net ends with 255\n",
            'ABORT: block device "storage": its backend does not answer\n',
            "no_block ends with 255\n",
        ),
        absent=("service fails", "works again"),
        taps=TAPS,
        disks=(*DISKS,),
        timeout=120,
    )
    return Guest(case, "busy", busy.hook, "\n".join(lines))


def _in_background(name: str, options: Sequence[str]) -> str:
    words = " ".join([*BUSY_OPTIONS, *options])
    tender = f"./tender {words} -- ./image 120000"
    return f'( {tender}; echo "{name} ends with $?" ) >{name} 2>&1 &'


GUESTS.append(_silent(busy("frozen", _FREEZE)))


@pytest.mark.parametrize("guest", GUESTS, ids=lambda guest: guest.id)
def test_guest(guest: Guest, batches: Batches) -> None:
    guest.check(batches)
