# SPDX-License-Identifier: ISC
"""The shell text of a job, and of what a nested host does with jobs.

Jobs use only what busybox and a common Linux userland both have, so that the
same text runs nested and directly.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from .job import Disk, Job, Tap

# `tap NAME ADDRESS MTU`, as a host has it whose guests are on taps.
# iproute2 makes taps with `ip tuntap`, which busybox lacks; it has tunctl.
TAP = """\
tap() {
  { ip tuntap add dev "$1" mode tap || tunctl -t "$1"; } >/dev/null 2>&1 || return
  ip link set dev "$1" mtu "$3"
  ip addr add "$2" dev "$1"
  ip link set dev "$1" up
}
ip link set dev lo up
"""

# What a nested host prints is read by report.py: everything between two `@@` words;
# output travels in base64 so that nothing a job prints can look like the protocol.
# `clean` is the host's own: it ends what a job left, whose process group is $session.
_JOBS = """\
job() {
  cd /jobs/$1
  echo "@@job $1"
  read start _ </proc/uptime
  : >/tmp/out
  setsid timeout -k 2 $2 sh ./job.sh >>/tmp/out 2>&1 </dev/null &
  session=$!
  wait $session
  status=$?
  read stop _ </proc/uptime
  clean
  head -c %(limit)d /tmp/out | base64 | sed 's/^/@@out /'
  echo "@@end $1 $status $start $stop $(head -c %(limit)d /tmp/out | wc -c)"
  cd /
  rm -rf /jobs/$1
}
read up _ </proc/uptime
echo "@@ready $up $(uname -r)"
%(calls)s
echo "@@bye"
poweroff -f
"""

OUTPUT_LIMIT = 256 * 1024


def job_script(job: Job, tap: str = TAP) -> str:
    """What `sh ./job.sh` does in the job's folder; its status is the command's.
    `tap` is the host's way to make a tap.
    """
    taps = tap + "".join(_tap(one) for one in job.taps) if job.taps else ""
    disks = "".join(_disk(disk) for disk in job.disks)
    pre = f"{job.pre}\n" if job.pre else ""
    return f"{taps}{disks}{pre}{job.command}\n"


def jobs_script(jobs: Sequence[Job]) -> str:
    """The end of a nested host's /init: every job in turn, then power off."""
    calls = "\n".join(
        f"job {folder(index)} {max(1, round(job.timeout))}"
        for index, job in enumerate(jobs)
    )
    return _JOBS % {"limit": OUTPUT_LIMIT, "calls": calls}


def folder(index: int) -> str:
    """The name under /jobs of the job at `index`."""
    return f"{index:03d}"


def _tap(tap: Tap) -> str:
    words = (tap.name, tap.address, str(tap.mtu))
    return (
        f"tap {shlex.join(words)} || {{ echo 'lab: no tap {tap.name}'; exit 125; }}\n"
    )


def _disk(disk: Disk) -> str:
    return f"truncate -s {disk.size} {shlex.quote(disk.name)}\n"
