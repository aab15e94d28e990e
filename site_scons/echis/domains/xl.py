# SPDX-License-Identifier: ISC
"""Configurations for Xen's ``xl``, and templates of them, as MirageOS writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from echis.domains.domain import BRIDGE, MEMORY, Domain, disk_name

_TEXT = """\
# {title}, written by Echis
name = '{name}'
kernel = '{kernel}'
type = 'pvh'
memory = {memory}
on_crash = 'preserve'

# The arguments of the image:
# extra = '--help'

# In the order in which the image has them.
disk = [{disks}]

# Where Open vSwitch is used, write script=vif-openvswitch before bridge=.
vif = [{vifs}]
"""


def configuration(domain: Domain) -> str:
    """A configuration with common defaults: disks are files of their devices' names."""
    bridges = tuple(f"{BRIDGE}{index}" for index in range(len(domain.networks)))
    return _text(replace(domain, networks=bridges), domain.name, str(MEMORY))


def template(domain: Domain) -> str:
    """A configuration with ``@NAME@`` and others for an administrator to replace."""
    blank = replace(
        domain,
        name="@NAME@",
        kernel="@KERNEL@",
        networks=tuple(f"@NETWORK:{name}@" for name in domain.networks),
        blocks=tuple(f"@BLOCK:{name}@" for name in domain.blocks),
    )
    return _text(blank, domain.name, "@MEMORY@")


def _text(shown: Domain, title: str, memory: str) -> str:
    disks = (
        f"format=raw, vdev={disk_name('xvd', index)}, access=rw, target={file}"
        for index, file in enumerate(shown.blocks)
    )
    return _TEXT.format(
        title=title,
        name=shown.name,
        kernel=shown.kernel,
        memory=memory,
        disks=_listed(disks),
        vifs=_listed(f"bridge={bridge}" for bridge in shown.networks),
    )


def _listed(items: Iterable[str]) -> str:
    lines = [f"    '{item}',\n" for item in items]
    return "".join(["\n" * bool(lines), *lines])
