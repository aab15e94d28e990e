# SPDX-License-Identifier: ISC
"""The shell text of a job and of a nested host's /init.

Jobs use only what busybox and a common Linux userland both have, so that the
same text runs nested and directly.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from .job import Disk, Job, Tap

# iproute2 makes taps with `ip tuntap`, which busybox lacks; it has tunctl.
_TAP = """\
tap() {
  { ip tuntap add dev "$1" mode tap || tunctl -t "$1"; } >/dev/null 2>&1 || return
  ip link set dev "$1" mtu "$3"
  ip addr add "$2" dev "$1"
  ip link set dev "$1" up
}
ip link set dev lo up
"""

# Everything between two `@@` words is read by report.py; output travels in
# base64 so that nothing a job prints can look like the protocol.
_INIT = """\
#!/bin/busybox sh
/bin/busybox mkdir -p /dev /proc /sys /tmp
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
for module in $(cat /modules/order); do
  insmod /modules/$module || echo "@@note insmod $module failed"
done
dmesg -n 1
read up _ </proc/uptime
echo "@@ready $up $(uname -r)"
job() {
  cd /jobs/$1
  echo "@@job $1"
  read start _ </proc/uptime
  timeout -k 2 $2 sh ./job.sh >/tmp/out 2>&1 </dev/null
  status=$?
  read stop _ </proc/uptime
  kill -9 -1
  for path in /sys/class/net/tap*; do
    [ -e $path ] && ip link set dev ${path##*/} down && tunctl -d ${path##*/}
  done >/dev/null 2>&1
  head -c %(limit)d /tmp/out | base64 | sed 's/^/@@out /'
  echo "@@end $1 $status $start $stop $(head -c %(limit)d /tmp/out | wc -c)"
  cd /
  rm -rf /jobs/$1
}
%(calls)s
echo "@@bye"
poweroff -f
"""

OUTPUT_LIMIT = 256 * 1024


def job_script(job: Job) -> str:
    """What `sh ./job.sh` does in the job's folder; its status is the command's."""
    taps = _TAP + "".join(_tap(tap) for tap in job.taps) if job.taps else ""
    disks = "".join(_disk(disk) for disk in job.disks)
    pre = f"{job.pre}\n" if job.pre else ""
    return f"{taps}{disks}{pre}{job.command}\n"


def init_script(jobs: Sequence[Job]) -> str:
    """The /init of a nested host: every job in turn, then power off."""
    calls = "\n".join(
        f"job {folder(index)} {max(1, round(job.timeout))}"
        for index, job in enumerate(jobs)
    )
    return _INIT % {"limit": OUTPUT_LIMIT, "calls": calls}


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
