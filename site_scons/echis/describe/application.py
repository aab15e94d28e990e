# SPDX-License-Identifier: ISC
"""What an application is in its context, as JSON and as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from echis.describe import outline
from echis.engine import all_keys
from echis.info import Info
from echis.key import Key
from echis.lock import Entry
from echis.manifest import MAX_DEVICES
from echis.packages import place as places

_HIDDEN = "***"


def data(
    info: Info, *, evaluate: bool = True, locked: Sequence[Entry] = ()
) -> dict[str, Any]:
    """Everything that is shown, in JSON's types; secrets are hidden.

    Where choices stay open, there are the keys and packages of every branch.
    ``locked`` are the entries of its packages and of what these need.
    """
    found = outline.of(info, evaluate=evaluate)
    return {
        "name": info.name,
        "target": info.target,
        "output": info.output,
        "keys": [_key(info, key) for key in _keys(info)],
        "devices": [_box(info, found, index) for index in range(len(found.boxes))],
        "packages": _packages(info, locked),
        "modules": list(info.modules),
        "c_modules": [path.name for path in info.c_modules],
        "manifest": [{"name": d.name, "type": d.type} for d in info.manifest.devices],
        "manifest_limit": MAX_DEVICES,
    }


def to_json(info: Info, *, evaluate: bool = True, locked: Sequence[Entry] = ()) -> str:
    """The data as JSON."""
    found = data(info, evaluate=evaluate, locked=locked)
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def to_text(info: Info, *, evaluate: bool = True, locked: Sequence[Entry] = ()) -> str:
    """The data as lines to read."""
    found = data(info, evaluate=evaluate, locked=locked)
    lines = [
        f"Name      {found['name']}",
        f"Target    {found['target']}",
        f"Output    {found['output']}",
        *_section("Keys", [_key_line(key) for key in found["keys"]]),
        *_section("Devices", [_device_line(one) for one in found["devices"]]),
        *_section("Packages", [_package_line(one) for one in found["packages"]]),
        *_section("Modules", [*found["modules"], *found["c_modules"]]),
        *_section("Manifest", [f"{d['name']} {d['type']}" for d in found["manifest"]]),
    ]
    return "\n".join(lines) + "\n"


def _keys(info: Info) -> list[Key[Any]]:
    """Those of every branch, since each may be given; in the graph's own form."""
    found = {key.function: key for key in all_keys(info.application.all_jobs)}
    found |= {key.function: key for key in info.keys}
    return list(found.values())


def _section(title: str, rows: list[str]) -> list[str]:
    return [title, *(f"  {row}" for row in rows)] if rows else []


def _key(info: Info, key: Key[Any]) -> dict[str, Any]:
    given = key.function in info.context.given
    value = info.context.given[key.function] if given else key.arg.default
    return {
        "name": key.name,
        "stage": key.arg.stage,
        "value": _HIDDEN if key.secret and value else key.arg.show(value),
        "origin": info.context.origins.get(key.function, "default"),
        "required": key.arg.kind == "required",
        "doc": key.arg.doc,
    }


def _key_line(key: dict[str, Any]) -> str:
    origin = "required" if key["required"] and not key["value"] else key["origin"]
    value = key["value"] or "–"
    return f"{key['name']} = {value} ({origin}, {key['stage']})"


def _box(info: Info, found: outline.Outline, index: int) -> dict[str, Any]:
    box = found.boxes[index]
    return {
        "id": index,
        "kind": box.kind,
        "name": box.name,
        "type": box.type,
        "location": box.place,
        "keys": list(box.keys),
        "built": not box.later,
        "needs": [
            {"id": line.target, "as": line.kind, "for": line.label}
            for line in found.lines
            if line.source == index
        ],
    }


def _device_line(one: dict[str, Any]) -> str:
    needs = " ".join(str(need["id"]) for need in one["needs"])
    parts = [
        f"{one['id']:>2}",
        f"if {one['name']}" if one["kind"] == "if" else one["name"],
        f": {one['type']}" if one["type"] else "",
        f"({one['location']})",
        f"needs {needs}" if needs else "",
        "" if one["built"] else "– not built yet",
    ]
    return " ".join(filter(None, parts)).replace(" : ", ": ")


def _packages(info: Info, locked: Sequence[Entry]) -> list[dict[str, Any]]:
    """What it asks for, and after it what comes with that."""
    versions = {entry.name: entry.version for entry in locked}
    asked = [
        {
            "name": package.name,
            "scope": package.scope,
            "asked": package.specifier or package.pin,
            "version": versions.pop(package.name, ""),
            "location": info.application.relative(package.location),
            "for": [],
        }
        for package in info.packages
    ]
    others = [entry for entry in locked if entry.name in versions]
    return [*asked, *map(_also, others)]


def _also(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "scope": places.SCOPES[entry.scope],
        "asked": "",
        "version": entry.version,
        "location": "",
        "for": [wanted.who for wanted in entry.wanted_by],
    }


def _package_line(one: dict[str, Any]) -> str:
    version = one["version"] or "not locked yet"
    if one["for"]:
        return f"{one['name']} {version} (for {', '.join(one['for'])})"
    asked = f"{one['asked']}, " if one["asked"] else ""
    return f"{one['name']} {version} ({asked}{one['location']})"
