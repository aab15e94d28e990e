# SPDX-License-Identifier: ISC
"""The files about a domain that lie beside an image, by its bindings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from echis.domains import libvirt, xl
from echis.domains.domain import Domain, of
from echis.info import Info, bindings

# What follows the application's name, and what is in it. Images of several targets lie
# in one folder: no name is of two.
_FILES: Mapping[str, Mapping[str, Callable[[Domain], str]]] = {
    "virtio": {"_libvirt.xml": libvirt.virtio},
    "xen": {
        ".xl": xl.configuration,
        ".xl.in": xl.template,
        "_xen_libvirt.xml": libvirt.xen,
    },
}


def names(info: Info) -> list[str]:
    """The names of the files for an application on a target."""
    return [f"{info.name}{end}" for end in _FILES.get(bindings(info.target), {})]


def texts(info: Info, arch: str) -> dict[str, str]:
    """The files for an image, by name."""
    domain = of(info, arch)
    ends = _FILES.get(bindings(info.target), {}).items()
    return {f"{info.name}{end}": write(domain) for end, write in ends}
