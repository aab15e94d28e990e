# SPDX-License-Identifier: ISC
"""SCons tool: puts images on bootable disks."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from echis import bootvar
from echis.disk import forms, isolinux
from echis.errors import ConfigError

_VENDOR = Path("vendor")
# What every form has room for.
_LAST = (1 << 32) - 1


def generate(env):
    """Adds the method `Disks` to an environment."""
    env.AddMethod(disks, "Disks")


def exists(env):
    """True: the loader is vendored."""
    return True


def disks(env, image: Path, node) -> list:
    """The disks that are asked for of the image that `node` makes at `image`."""
    # A disk that is asked for no longer is removed all the same.
    env.Clean(node, [str(path) for path in forms.paths(image)])
    return [_disk(env, image, node, form) for form in env["ECHIS_REQUEST"].disks]


def _disk(env, image: Path, node, form: str):
    path = forms.path(image, form)
    sources = [node, *(f"#{file}" for file in isolinux.files(_VENDOR))]
    made = env.Step(str(path), sources, _maker(env, form), f"DISK {path.name}")
    env.Depends(made, env.Value(_told(env)))
    return made


def _maker(env, form: str):
    args, date = env["ECHIS_REQUEST"].args, _date()

    def make(target, source, env):
        image = Path(source[0].get_path()).read_bytes()
        disk = isolinux.disk(image, args, isolinux.load(_VENDOR), date)
        # A machine that runs the old disk keeps it.
        place = Path(target[0].get_path())
        place.unlink(missing_ok=True)
        place.write_bytes(forms.pack(disk, form, date))

    return make


def _told(env) -> str:
    """What else a disk depends on; as a hash, since arguments may be secret."""
    text = f"{bootvar.join(env['ECHIS_REQUEST'].args)}\0{_date()}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _date() -> int:
    """The date of the files, in seconds since 1970; none unless it is given."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not (text.isdecimal() and int(text) <= _LAST):
        raise ConfigError(
            f"SOURCE_DATE_EPOCH={text} is no number of seconds since 1970"
        )
    return int(text)
