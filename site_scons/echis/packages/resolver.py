# SPDX-License-Identifier: ISC
"""From what applications ask for to one version of each package, as locked before
wherever that still fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from packaging.utils import canonicalize_name as _normal

from echis.lock import Wanted
from echis.packages import guest, index, refusal
from echis.packages.asked import Asked
from echis.packages.index import Candidate, Impossible


def resolve(wants: Asked, locked: Mapping[str, str]) -> tuple[Candidate, ...]:
    """One candidate for each package; `locked` are the versions to keep, by name."""
    if not wants.wanted:
        return ()
    try:
        return _keeping(wants, [f"{name}=={v}" for name, v in sorted(locked.items())])
    except Impossible as why:
        raise refusal.of(wants, why) from None


def _keeping(wants: Asked, kept: list[str]) -> tuple[Candidate, ...]:
    """Keeps what can be kept: all of it at best, else one after the other."""
    if kept:
        try:
            return index.resolve(wants.for_pip, kept, for_guest=wants.for_guest)
        except Impossible:
            pass
    found = index.resolve(wants.for_pip, for_guest=wants.for_guest)
    fitting: list[str] = []
    for one in kept if len(kept) > 1 else []:
        try:
            tried = [*fitting, one]
            found = index.resolve(wants.for_pip, tried, for_guest=wants.for_guest)
            fitting = tried
        except Impossible:
            continue
    return found


def edges(
    wants: Asked, candidates: Sequence[Candidate]
) -> dict[str, tuple[Wanted, ...]]:
    """Who asks for each candidate, sorted."""
    known = {candidate.name: candidate for candidate in candidates}
    extras: dict[str, frozenset[str]] = {name: frozenset() for name in known}
    while _grow(wants.for_guest, known, extras):
        pass
    found: dict[str, set[Wanted]] = {name: set() for name in known}
    for wanted in wants.wanted:
        found[_target(wanted.requirement)].add(wanted)
    for candidate in candidates:
        for one in candidate.requires:
            name = _normal(one.name)
            if guest.applies(one, extras[candidate.name], wants.for_guest):
                text = str(one).partition(";")[0].strip()
                found[name].add(Wanted(candidate.name, text))
    return {name: _sorted(wanted) for name, wanted in found.items()}


def _grow(
    for_guest: bool, known: Mapping[str, Candidate], extras: dict[str, frozenset[str]]
) -> bool:
    """Adds the extras that are asked for; whether there were new ones."""
    before = dict(extras)
    for name, candidate in known.items():
        for one in candidate.requires:
            if guest.applies(one, extras[name], for_guest):
                target = _normal(one.name)
                # pip warns of an extra that there is not, and goes on.
                extras[target] |= known[target].extras & set(map(_normal, one.extras))
    return extras != before


def _target(text: str) -> str:
    """The package that a requirement of a ``config.py`` names."""
    return _normal(text.partition(" ")[0].partition("<")[0].partition(">")[0])


def _sorted(wanted: set[Wanted]) -> tuple[Wanted, ...]:
    # Applications first: their names hold a dot, and no package's does.
    return tuple(sorted(wanted, key=lambda w: ("." not in w.who, w.who, w.requirement)))
