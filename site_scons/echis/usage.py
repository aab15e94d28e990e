# SPDX-License-Identifier: ISC
"""The text of ``-h``: verbs, variables, options, and an application's arguments."""

from __future__ import annotations

import textwrap
from typing import Any

from echis.application import Application
from echis.arguments import Request, built_targets
from echis.engine import all_keys
from echis.key import Key
from echis.verbs import OPTIONS, TARGETS, VARIABLES, VERBS, Variable, Verb

_WIDTH = 80
_COLUMN = 22
_BLANK = " " * (_COLUMN + 3)


def help_text(request: Request, application: Application | None) -> str:
    """What can be typed after ``./scons``."""
    lines = [
        "usage: ./scons [VERB] [VARIABLE=VALUE]... [OPTION]...",
        "",
        "    ./scons target=spt app=examples/hello run",
        *_section("Verbs", [(_verb(v), v.doc) for v in VERBS]),
        *_section("Variables", [(_variable(v), _doc(v, request)) for v in VARIABLES]),
        *_section("Options (the rest are SCons's: -H)", OPTIONS),
    ]
    if application:
        lines += _application(application)
    elif request.apps in ((), (request.cwd,)):
        lines += ["", "With app=FOLDER this text lists that application's keys."]
    else:
        lines += ["", "The folder of app= has no config.py, and so no keys to list."]
    return "\n".join(lines) + "\n"


def _section(title: str, rows: Any) -> list[str]:
    return ["", f"{title}:", *(_row(left, right) for left, right in rows)]


def _row(left: str, right: str) -> str:
    first = f"  {left:<{_COLUMN}} "
    text = textwrap.fill(right, _WIDTH, initial_indent=first, subsequent_indent=_BLANK)
    return text or first.rstrip()


def _verb(verb: Verb) -> str:
    return " ".join([verb.name, *(f"[{word}]" for word in verb.operands)])


def _variable(variable: Variable) -> str:
    return f"{variable.name}={variable.metavar}"


def _doc(variable: Variable, request: Request) -> str:
    parts = [f"{', '.join(variable.verbs)}: " if variable.verbs else "", variable.doc]
    if variable.values and variable.metavar == "NAME":
        parts.append(": " + _values(variable, request))
    if variable.default:
        parts.append(f" (default: {variable.default})")
    return "".join(parts)


def _values(variable: Variable, request: Request) -> str:
    if variable.values != TARGETS:
        return ", ".join(variable.values)
    here = built_targets(request.root)
    later = [name for name in TARGETS if name not in here]
    return f"{', '.join(here)}; not built yet: {', '.join(later)}"


def _application(application: Application) -> list[str]:
    keys = all_keys(application.all_jobs)
    configured = [key for key in keys if key.arg.configures]
    lines: list[str] = []
    if configured:
        rows = [_configured(key) for key in configured]
        lines += _section(f"Variables of {application.name}", rows)
    rows = [_argument(key) for key in keys if key.arg.runs]
    rows.append(("--help", "show the image's own help"))
    title = f"Arguments of {application.name}, given in args= or when it is started"
    return [*lines, *_section(title, rows)]


def _configured(key: Key[Any]) -> tuple[str, str]:
    return f"{key.function}={key.arg.metavar or 'BOOL'}", _documented(key)


def _argument(key: Key[Any]) -> tuple[str, str]:
    value = f"={key.arg.metavar}" if key.arg.metavar else ""
    return ", ".join(key.options) + value, _documented(key)


def _documented(key: Key[Any]) -> str:
    shown = "" if key.secret else key.arg.show(key.arg.default)
    notes = {"required": " (required)", "opt_all": " (repeatable)"}
    default = f" (default: {shown})" if key.arg.kind == "opt" and shown else ""
    return (key.arg.doc + notes.get(key.arg.kind, default)).strip()
