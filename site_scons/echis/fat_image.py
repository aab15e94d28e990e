# SPDX-License-Identifier: ISC
"""``FS``: images of file systems for devices that read them; still to come."""

from __future__ import annotations

from echis.errors import ConfigError
from echis.install import Rule
from echis.location import caller


def fat_image(name: str, *, dir: str = ".", regexp: str = "*") -> Rule:
    """The step that puts the files of a folder beside ``config.py`` into a FAT image.

    It is MirageOS's ``fat_shell_script``. ConfigError: it is not built yet.
    """
    raise ConfigError(f'FS.fat_image("{name}") is not built yet', caller())
