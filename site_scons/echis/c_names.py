# SPDX-License-Identifier: ISC
"""The names of an application's own C modules, which must be free."""

from __future__ import annotations

import re
from collections.abc import Mapping

from echis.errors import ConfigError
from echis.location import Location
from echis.micropython import CModules, modules_in, names_in


def check(files: Mapping[str, str], known: CModules) -> None:
    """Refuse a module's name that the runtime, or another file, has already.

    `files` are paths and texts.
    """
    owners = dict.fromkeys(known.fixed | known.extensible, "the runtime")
    for path, text in files.items():
        found = modules_in(names_in(text)["module"])
        for name in sorted(found.fixed | found.extensible):
            if owner := owners.get(name):
                raise ConfigError(
                    f"{owner} has a C module {name} already: give this one another "
                    f"name",
                    Location(path, _registration(text, name)),
                )
            owners[name] = path


def _registration(text: str, name: str) -> int:
    found = re.search(rf"MP_REGISTER_\w*MODULE\((?:MP_QSTR_)?{name}\b", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
