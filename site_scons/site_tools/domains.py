# SPDX-License-Identifier: ISC
"""SCons tool: writes descriptions of images for libvirt and xl beside them."""

from __future__ import annotations

import os

from echis.domains import files
from echis.info import Info


def generate(env):
    """Adds the method `Domains` to an environment."""
    env.AddMethod(domains, "Domains")


def exists(env):
    """True: it needs nothing."""
    return True


def domains(env, info: Info) -> list:
    """The files about the image of an application in the context of `env`."""
    arch = env["ECHIS_CONTEXT"].arch
    folder = env["ECHIS_REQUEST"].folder(arch)
    return [
        env.Generated(os.path.relpath(folder / name), text)
        for name, text in files.texts(info, arch).items()
    ]
