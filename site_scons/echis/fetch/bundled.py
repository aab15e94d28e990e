# SPDX-License-Identifier: ISC
"""Files out of the bundle that ``ECHIS_BUNDLE`` names, in place of any network."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

from echis import cache
from echis.errors import ConfigError
from echis.lock import Entry, File


def member_name(file: File) -> str:
    """The file's name inside a bundle."""
    return f"files/{file.sha256}/{file.name}"


def take(bundle: Path, entry: Entry, file: File) -> Path:
    """The file out of the bundle, verified, in the cache."""
    with cache.claimed(file):
        if there := cache.verified(file):
            return there
        part = cache.part(file)
        try:
            _copy_out(bundle, entry, file, part)
            found = cache.digest(part)
            if found != file.sha256:
                raise ConfigError(
                    f"{entry.name}: {bundle}: expected sha256 {file.sha256} for "
                    f"{file.name}, but the bundle has {found}; write it anew",
                    entry.location,
                )
            return cache.land(part, file)
        finally:
            part.unlink(missing_ok=True)


def _copy_out(bundle: Path, entry: Entry, file: File, part: Path) -> None:
    try:
        with tarfile.open(bundle, "r:") as archive:
            stream = archive.extractfile(member_name(file))
            assert stream is not None
            with part.open("wb") as target:
                shutil.copyfileobj(stream, target, 1 << 20)
    except tarfile.TarError:
        raise ConfigError(f"{bundle} is not a bundle (ECHIS_BUNDLE)") from None
    except FileNotFoundError:
        raise ConfigError(f"{bundle}: there is no such bundle (ECHIS_BUNDLE)") from None
    except (IsADirectoryError, PermissionError) as error:
        said = (error.strerror or "").lower()
        raise ConfigError(f"{bundle}: cannot be read: {said} (ECHIS_BUNDLE)") from None
    except KeyError:
        raise ConfigError(
            f"{entry.name}: {bundle} does not hold {file.name}; write it anew with "
            "./scons bundle",
            entry.location,
        ) from None
