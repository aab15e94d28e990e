# SPDX-License-Identifier: ISC
"""From variables of the build to the contexts that applications are resolved in.

What was given once is remembered per application and target, in ``build/configured``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from echis.application import Application
from echis.arguments import Request, no_variable
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.key import Key
from echis.value import Context

COMMAND, REMEMBERED, ALIAS = "command line", "remembered", "alias"

_SHOWING = {"describe", "query"}

Contexts = dict[tuple[str, str], Context]


def contexts(request: Request, apps: Sequence[Application]) -> Contexts:
    """The context of each application on each target, by both names."""
    _check_names(request, apps)
    return {
        (app.name, target): _context(request, app, target)
        for app in apps
        for target in request.targets
    }


def keeps(request: Request) -> bool:
    """Whether values that are given now are kept: what only shows keeps none."""
    shows = request.dry_run or _SHOWING.issuperset(request.verbs)
    return _remembers(request) and not shows


def remember(request: Request, apps: Sequence[Application], made: Contexts) -> None:
    """Keeps what was given, but for secrets, so that it need not be given again."""
    if not keeps(request):
        return
    for (name, target), context in made.items():
        (app,) = (app for app in apps if app.name == name)
        keys = {key.function: key for key in all_keys(app.all_jobs)}
        texts = {
            given: keys[given].arg.show(context.given[given])
            for given, origin in context.origins.items()
            if origin != ALIAS and not keys[given].secret
        }
        _write(_file(request.root, app, target), texts)


def forget(request: Request, apps: Sequence[Application]) -> None:
    """Drops what was remembered of these applications on these targets."""
    for app in apps:
        for target in request.targets:
            _file(request.root, app, target).unlink(missing_ok=True)


def shown(app: Application, context: Context) -> list[str]:
    """``name=value`` of what was remembered, for people."""
    keys = {key.function: key for key in all_keys(app.all_jobs)}
    return [
        f"{name}={keys[name].arg.show(context.given[name])}"
        for name, origin in context.origins.items()
        if origin == REMEMBERED
    ]


def _context(request: Request, app: Application, target: str) -> Context:
    keys = {key.function: key for key in all_keys(app.all_jobs) if key.arg.configures}
    old = _read(request, app, target, keys)
    new = {k: _value(keys[k], text) for k, text in request.keys.items() if k in keys}
    given = old | new
    origins = dict.fromkeys(old, REMEMBERED) | dict.fromkeys(new, COMMAND)
    for key in keys.values():
        for name, value in key.sets if given.get(key.function) else ():
            if name not in given:
                given[name], origins[name] = value, ALIAS
    return Context({**given, "target": target}, origins)


def _value(key: Key[Any], text: str) -> Any:
    try:
        return key.arg.parse(text)
    except UnicodeEncodeError:
        said = f"{key.name}= is given what is no text in UTF-8"
        raise ConfigError(said, key.location or None) from None
    except ValueError:
        raise ConfigError(
            f"{key.name}={'***' if key.secret else text} is no "
            f"{key.arg.converter.name}",
            key.location or None,
        ) from None


def _check_names(request: Request, apps: Sequence[Application]) -> None:
    known = {k.function: k for app in apps for k in all_keys(app.all_jobs)}
    for name in request.keys:
        if name not in known:
            raise no_variable(name, [k.name for k in known.values()])
        if not known[name].arg.configures:
            option = known[name].options[0]
            raise ConfigError(
                f"{name}= is an argument of the unikernel: give it as args='{option}=…'"
            )


def _remembers(request: Request) -> bool:
    return request.remember and not os.environ.get("CI")


def _file(root: Path, app: Application, target: str) -> Path:
    """Of one folder: two applications of one name are two."""
    folder = hashlib.sha256(str(app.folder).encode()).hexdigest()[:12]
    return root / "build" / "configured" / f"{app.name}.{target}.{folder}.json"


def _read(
    request: Request, app: Application, target: str, keys: Mapping[str, Key[Any]]
) -> dict[str, Any]:
    """What is remembered and still fits; a broken file says nothing."""
    if not _remembers(request):
        return {}
    try:
        text = _file(request.root, app, target).read_text(encoding="utf-8")
        pairs = json.loads(text).items()
    except (OSError, ValueError, AttributeError):
        return {}
    return {
        name: value
        for name, text in pairs
        if name in keys and not keys[name].secret
        for value in _still(keys[name], text)
    }


def _still(key: Key[Any], text: Any) -> list[Any]:
    try:
        return [key.arg.parse(text)]
    except (ValueError, TypeError, AttributeError):
        return []


def _write(path: Path, texts: Mapping[str, str]) -> None:
    if not texts and not path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    coming = path.with_suffix(".coming")
    coming.write_text(json.dumps(texts, indent=1) + "\n", encoding="utf-8")
    coming.replace(path)
