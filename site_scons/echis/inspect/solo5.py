# SPDX-License-Identifier: ISC
"""Solo5's two notes: which ABI an image is for, and its devices.

Layouts: ``abi1_info`` in Solo5's elf_abi.h, ``mft`` in its mft_abi.h.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass

from echis.errors import ConfigError
from echis.inspect.elf import Image

OWNER = "Solo5"
ABI_NOTE = int.from_bytes(b"ABI1", "little")
MANIFEST_NOTE = int.from_bytes(b"MFT1", "little")
INTERPRETER = b"/nonexistent/solo5/\0"

_TARGETS = {1: "hvt", 2: "spt", 3: "virtio", 4: "muen", 5: "genode", 6: "xen"}
_DEVICES = {1: "BLOCK_BASIC", 2: "NET_BASIC"}
_RESERVED = 1 << 30
_ENTRY = struct.Struct("<68sI32x")
# The header is 20 bytes long and the structure after it is aligned to 8.
_PADDING = 4


@dataclass(frozen=True, slots=True)
class Abi:
    """The target that an image is linked for, and its ABI's version."""

    target: str
    version: int


@dataclass(frozen=True, slots=True)
class Device:
    """A device that the tender must attach."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The devices of an image, in their order."""

    version: int
    devices: tuple[Device, ...]


def abi(image: Image) -> Abi | None:
    """The image's ABI; None without an ABI1 note."""
    content = _content(image, ABI_NOTE)
    if content is None:
        return None
    if len(content) < 8:
        raise ConfigError(f"the ABI1 note of {image.path} is too short")
    number, version = struct.unpack_from("<II", content)
    return Abi(_TARGETS.get(number, f"unknown ({number})"), version)


def manifest(image: Image) -> Manifest | None:
    """The image's manifest; None without an MFT1 note."""
    content = _content(image, MANIFEST_NOTE)
    if content is None:
        return None
    body = content[_PADDING:]
    if len(body) < 8:
        raise ConfigError(f"the manifest note of {image.path} is too short")
    version, count = struct.unpack_from("<II", body)
    if len(body) != 8 + count * _ENTRY.size or version != 1:
        raise ConfigError(
            f"the manifest note of {image.path} is damaged: version {version}, "
            f"{count} entries in {len(body)} bytes"
        )
    return Manifest(version, tuple(_devices(body[8:])))


def manifest_json(found: Manifest) -> dict[str, object]:
    """The manifest as ``solo5-elftool query-manifest`` prints it."""
    devices = [{"name": d.name, "type": d.type} for d in found.devices]
    return {"type": "solo5.manifest", "version": found.version, "devices": devices}


def manifest_text(found: Manifest) -> str:
    """The manifest as one line of JSON for each device."""
    lines = [json.dumps({"name": d.name, "type": d.type}) for d in found.devices]
    return "\n".join(lines)


def _content(image: Image, kind: int) -> bytes | None:
    notes = (n for n in image.notes if n.owner == OWNER and n.kind == kind)
    return next((n.content for n in notes), None)


def _devices(entries: bytes) -> list[Device]:
    return [
        Device(name.split(b"\0")[0].decode("latin-1"), _DEVICES.get(kind, f"{kind}"))
        for name, kind in _ENTRY.iter_unpack(entries)
        if kind < _RESERVED
    ]
