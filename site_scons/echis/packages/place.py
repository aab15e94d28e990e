# SPDX-License-Identifier: ISC
"""Which lock an application's packages stand in, and how far the two agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from echis import lock
from echis.errors import ConfigError
from echis.location import Location
from echis.lock import Entry, Lock
from echis.package import Package

FILE = "third_party.lock"
CONFIG = "config.py"

# Between the name and the origin of what is pinned, as PEP 508 writes it.
_PIN = " @ "

# The scope of a package in config.py, and that of its entry.
LOCK_SCOPES = {"vendor": "vendor", "host": "tool"}
SCOPES = {theirs: ours for ours, theirs in LOCK_SCOPES.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """An application's lock; `who` is its ``config.py`` as the lock names it.

    `app` is the application's folder as ``app=`` takes it.
    """

    lock: Path
    who: str
    app: str

    @property
    def root(self) -> Path:
        """The folder that the paths in the lock start from."""
        return self.lock.parent

    def load(self) -> Lock:
        """The lock; without entries where there is no file yet."""
        return lock.load(self.lock) if self.lock.exists() else Lock(self.lock, ())

    @property
    def config(self) -> Location:
        """The ``config.py`` as errors name it."""
        return Location(f"{self.app}/{CONFIG}")

    @property
    def advice(self) -> str:
        """What to type to bring the lock up to date."""
        return f"run ./scons app={self.app} lock"


def of(root: Path, folder: Path, shown: Path) -> Place:
    """Echis's own lock for an application inside its tree, else one beside config.py.

    A lock that is already beside ``config.py`` is used wherever that is.
    """
    root, beside = root.resolve(), folder / FILE
    inside = folder.is_relative_to(root) and not beside.exists()
    file = root / FILE if inside else beside
    who = (folder / CONFIG).relative_to(file.parent).as_posix()
    return Place(file, who, str(shown))


def needed(
    found: Lock, who: str, names: Collection[str] | None = None
) -> dict[str, Entry]:
    """The entries that `who` asks for, and those that these ask for, by name.

    `names` are the only ones to start from, None all.
    """
    reached: dict[str, Entry] = {}
    asking = {who}
    while asking:
        wanted = {
            name: entry
            for name, entry in found.packages.items()
            if name not in reached
            and (reached or names is None or name in names)
            and any(w.who in asking for w in entry.wanted_by)
        }
        reached |= wanted
        asking = set(wanted)
    return dict(sorted(reached.items()))


def linked(entries: Iterable[Entry], packages: Sequence[Package]) -> list[Entry]:
    """The entries of which images may hold modules."""
    building = {package.name for package in packages if package.build}
    return [e for e in entries if e.scope == "vendor" and e.name not in building]


def requirement(package: Package) -> str:
    """A package as the lock writes what is asked for."""
    return f"{package.name}{_PIN}{package.pin}" if package.pin else _bounded(package)


def _bounded(package: Package) -> str:
    return f"{package.name}{package.specifier}"


def visible(entry: Entry, package: Package | None) -> tuple[str, ...]:
    """The top-level modules that may be imported; ConfigError on one it lacks."""
    if package is None or package.libs is None:
        return entry.modules
    for module in package.libs:
        if module not in entry.modules:
            known = ", ".join(entry.modules)
            raise ConfigError(
                f"{package.name}: libs has {module}, and {entry.version} holds {known}",
                package.location,
            )
    return package.libs


def used(place: Place, found: Lock, packages: Sequence[Package]) -> dict[str, Entry]:
    """The entries of these packages and of what they need; ConfigError on a gap.

    The lock may have more: what other targets and other values of keys ask for.
    """
    for package in packages:
        problem = _gap(place, package, found.packages.get(package.name))
        if problem:
            raise ConfigError(f"{problem}; {place.advice}", package.location)
    return needed(found, place.who, {package.name for package in packages})


def check(place: Place, found: Lock, packages: Sequence[Package]) -> dict[str, Entry]:
    """All entries of the application; ConfigError where they are not what it wants."""
    for error in disagreements(place, found, packages):
        raise error
    return needed(found, place.who)


def disagreements(
    place: Place, found: Lock, packages: Sequence[Package]
) -> Iterator[ConfigError]:
    """What the lock does not have as ``config.py`` asks for it; needs no network."""
    for package in packages:
        entry = found.packages.get(package.name)
        if problem := _problem(place, package, entry):
            yield ConfigError(f"{problem}; {place.advice}", package.location)
    yield from _leftovers(place, found, packages)
    yield from _contradictions(place, needed(found, place.who))


def _problem(place: Place, package: Package, entry: Entry | None) -> str:
    """How the lock differs from what is asked for; empty when it does not."""
    if problem := _gap(place, package, entry):
        return problem
    assert entry
    asked, wanted = _asked(place, entry), requirement(package)
    if asked != [wanted]:
        return f"{wanted} is asked for, and {place.lock.name} has {asked[0]}"
    return ""


def _asked(place: Place, entry: Entry) -> list[str]:
    return [w.requirement for w in entry.wanted_by if w.who == place.who]


def _gap(place: Place, package: Package, entry: Entry | None) -> str:
    """Why a package cannot be built with what is locked; empty when it can."""
    name, file, wanted = package.name, place.lock.name, requirement(package)
    if entry is None or not _asked(place, entry):
        return f"{name} is not in {file}"
    if entry.scope != LOCK_SCOPES[package.scope]:
        return f'{name} has another scope in {file} than "{package.scope}"'
    pinned = [text for text in _asked(place, entry) if _PIN in text]
    if package.pin and pinned != [wanted]:
        return f"{wanted} is asked for, and {file} has {entry.version} of {name}"
    if not package.pin and not _meets(entry, wanted):
        return f"{wanted} is asked for, and {file} has {entry.version}"
    return ""


def _leftovers(
    place: Place, found: Lock, packages: Sequence[Package]
) -> Iterator[ConfigError]:
    names = {package.name for package in packages}
    for name, entry in found.packages.items():
        if name not in names and any(w.who == place.who for w in entry.wanted_by):
            yield ConfigError(
                f"{name}: {place.who} does not ask for it any more; {place.advice}",
                entry.location,
            )
    yield from _unreached(place, found)


def _unreached(place: Place, found: Lock) -> Iterator[ConfigError]:
    asking = {w.who for entry in found.packages.values() for w in entry.wanted_by}
    configs = {who for who in asking if who.endswith(CONFIG)}
    reached = {name for who in configs for name in needed(found, who)}
    for name, entry in found.packages.items():
        if name not in reached:
            yield ConfigError(
                f"{name}: nothing that is locked asks for it; {place.advice}",
                entry.location,
            )


def _contradictions(
    place: Place, entries: Mapping[str, Entry]
) -> Iterator[ConfigError]:
    for entry in entries.values():
        for wanted in entry.wanted_by:
            if not _meets(entry, wanted.requirement):
                yield ConfigError(
                    f"{entry.name}: {entry.version} is not {wanted.requirement}, "
                    f"which {wanted.who} asks for; {place.advice}",
                    entry.location,
                )


def _meets(entry: Entry, text: str) -> bool:
    """Whether the locked version is one that is asked for; a pin always is."""
    if _PIN in text:
        return True
    return Requirement(text).specifier.contains(entry.version, prereleases=True)
