# SPDX-License-Identifier: ISC
"""What the machine's own pip configuration says: the same files, the same order.

Values may hold credentials: they go into requests and never into a message.
"""

from __future__ import annotations

import configparser
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# As pip reads a switch.
_TRUE = ("1", "true", "yes", "on", "t", "y")


@dataclass(frozen=True, slots=True)
class PipSettings:
    """The settings that fetching needs; empty where nothing is configured."""

    indexes: tuple[str, ...]
    find_links: tuple[str, ...]
    cert: str
    proxy: str

    @property
    def configured(self) -> bool:
        """Whether the machine names an index or a folder of wheels."""
        return bool(self.indexes or self.find_links)


def read(environ: Mapping[str, str] = os.environ) -> PipSettings:
    """The settings of pip's files, then of the environment, the later ones winning."""
    values: dict[str, str] = {}
    for file in _files(environ):
        values |= _section_values(file)
    for name, value in environ.items():
        if name.startswith("PIP_") and value:
            values[name[4:].lower().replace("_", "-")] = value
    no_index = values.get("no-index", "").lower() in _TRUE
    indexes = f"{values.get('index-url', '')} {values.get('extra-index-url', '')}"
    return PipSettings(
        indexes=() if no_index else tuple(indexes.split()),
        find_links=tuple(values.get("find-links", "").split()),
        cert=values.get("cert", ""),
        proxy=values.get("proxy", ""),
    )


def _files(environ: Mapping[str, str]) -> Iterator[Path]:
    chosen = environ.get("PIP_CONFIG_FILE", "")
    if chosen == os.devnull:
        return
    home = environ.get("HOME") or os.path.expanduser("~")
    for folder in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":"):
        yield Path(folder, "pip", "pip.conf")
    yield Path("/etc/pip.conf")
    yield Path(home, ".pip", "pip.conf")
    yield Path(environ.get("XDG_CONFIG_HOME") or f"{home}/.config", "pip", "pip.conf")
    if chosen:
        yield Path(chosen)


def _section_values(file: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, configparser.Error):
        return {}
    values: dict[str, str] = {}
    for section in ("global", "download", "install"):
        if parser.has_section(section):
            for key, value in parser.items(section):
                values[key.lower().replace("_", "-")] = value
    return values
