# SPDX-License-Identifier: ISC
"""Words of the command line that begin with a dash and are none of SCons's options."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from echis.errors import ConfigError
from echis.verbs import SHORTHANDS, VARIABLES, VERBS


def variables(words: Iterable[str], own: Collection[str]) -> dict[str, str]:
    """The variables that the options among ``words`` stand for, and their values.

    ``own`` are the names of SCons's options, for a hint.
    """
    return dict(_variable(word, own) for word in words if word.startswith("-"))


def _variable(word: str, own: Collection[str]) -> tuple[str, str]:
    if word in SHORTHANDS:
        return SHORTHANDS[word]
    name = word.partition("=")[0]
    # With the words that it may be instead: here most of them have no dashes.
    known = {f"--{verb.name}": verb.name for verb in VERBS}
    known |= {f"--{variable.stem}": f"{variable.stem}=" for variable in VARIABLES}
    known |= {one: one for one in (*own, *SHORTHANDS)}
    close = difflib.get_close_matches(name, known, 1, 0.6)
    nearest = f'did you mean "{known[close[0]]}"?' if close else "-h lists them"
    raise ConfigError(f'there is no option "{name}"; {nearest}')
