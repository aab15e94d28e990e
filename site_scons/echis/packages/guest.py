# SPDX-License-Identifier: ISC
"""The Python that packages are chosen for: not this one, but the unikernel's."""

from __future__ import annotations

from packaging.requirements import Requirement

# What environment markers (PEP 508) see. The version is the oldest that Echis builds
# with: packages then ask for no backports, and the import graph judges the rest. The
# machine is left open, since a lock serves all of them.
ENVIRONMENT = {
    "implementation_name": "micropython",
    "implementation_version": "1.25.0",
    "os_name": "",
    "platform_machine": "",
    "platform_python_implementation": "MicroPython",
    "platform_release": "",
    "platform_system": "Echis",
    "platform_version": "",
    "python_full_version": "3.11.0",
    "python_version": "3.11",
    "sys_platform": "echis",
}

# pip's words for it: a wheel for it holds nothing but Python.
TAGS = (
    *("--python-version=3.11", "--implementation=py", "--abi=none"),
    "--platform=any",
)


def applies(requirement: Requirement, extras: frozenset[str], guest: bool) -> bool:
    """Whether a distribution with these extras asks for this; `guest`: in the image."""
    if requirement.marker is None:
        return True
    environment = dict(ENVIRONMENT) if guest else {}
    return any(
        requirement.marker.evaluate({**environment, "extra": extra})
        for extra in (extras or {""})
    )
