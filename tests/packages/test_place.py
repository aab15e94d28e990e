# SPDX-License-Identifier: ISC
"""`lock check=1` and a build: how far a lock and a config.py agree, without network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from echis import lock, pin
from echis.errors import ConfigError
from echis.location import Location
from echis.lock import Entry, File, Lock, Origin, Wanted
from echis.package import merge
from echis.packages import place as places
from echis.packages import used
from echis.progress import Progress
from tests.packages.conftest import App

RUN = "; run ./scons app=shop lock"


def _entry(name: str, version: str, *wanted: tuple[str, str], **other: Any) -> Entry:
    entry = Entry(
        name=name,
        version=version,
        licence="MIT",
        purl=f"pkg:pypi/{name}@{version}",
        origin=Origin("pypi", name),
        scope="vendor",
        files=(File(f"{name}.whl", 1, "0" * 64),),
        strip="",
        vendor=f"vendor/packages/{name}",
        patches=(),
        location=Location("third_party.lock", 1),
        modules=(name,),
        wanted_by=tuple(Wanted(*pair) for pair in wanted),
    )
    return replace(entry, **other)


def _locked(app: App, *entries: Entry) -> App:
    app.place.lock.write_text(lock.dumps(entries))
    return app


def _said(app: App) -> str:
    with pytest.raises(ConfigError) as caught:
        app.check()
    return str(caught.value).replace(f"{app.place.lock}", "third_party.lock")


ONE = _entry("one", "1.5", ("config.py", "one>=1"))


@pytest.mark.parametrize(
    ("asked", "entries", "said"),
    [
        (("one", {"min": "1"}), [], "shop/config.py:3: one is not in third_party.lock"),
        (
            ("one", {"min": "2"}),
            [ONE],
            "shop/config.py:3: one>=2 is asked for, and third_party.lock has 1.5",
        ),
        (
            ("one", {"min": "1.2"}),
            [ONE],
            "shop/config.py:3: one>=1.2 is asked for, and third_party.lock has one>=1",
        ),
        (
            ("one", {"pin": "file:one.whl"}),
            [ONE],
            "shop/config.py:3: one @ file:one.whl is asked for, and third_party.lock "
            "has 1.5 of one",
        ),
        (
            ("one", {"min": "1", "scope": "host"}),
            [ONE],
            'shop/config.py:3: one has another scope in third_party.lock than "host"',
        ),
        (
            ("one", {"min": "1"}),
            [ONE, _entry("two", "1", ("config.py", "two"))],
            "third_party.lock:20: two: config.py does not ask for it any more",
        ),
        (
            ("one", {"min": "1"}),
            [ONE, _entry("low", "1", ("two", "low"))],
            "third_party.lock:20: low: nothing that is locked asks for it",
        ),
        (
            ("one", {"min": "1"}),
            [ONE, _entry("low", "1", ("one", "low>=2"))],
            "third_party.lock:20: low: 1 is not low>=2, which one asks for",
        ),
    ],
    ids=range(8),
)
def test_check(
    app: App, asked: tuple[str, dict[str, Any]], entries: list[Entry], said: str
) -> None:
    assert _said(_locked(app, *entries).wants(asked)) == said + RUN


def test_a_build_needs_no_new_lock_for_what_still_fits(app: App) -> None:
    """Nor where another target, or another branch, asks for more."""
    _locked(app, ONE, _entry("two", "1", ("config.py", "two")))
    app.wants(("one", {"min": "1.2"}))
    found = used.of(app.place, merge(app.packages))
    assert [entry.name for entry in found.linked] == ["one"]


def test_what_builds_is_not_linked(app: App) -> None:
    _locked(app, ONE).wants(("one", {"min": "1", "build": True}))
    assert used.of(app.place, merge(app.packages)).linked == ()


def test_a_tool_is_not_linked(app: App) -> None:
    tool = replace(ONE, scope="tool", vendor="", modules=())
    _locked(app, tool).wants(("one", {"min": "1", "scope": "host"}))
    found = used.of(app.place, merge(app.packages))
    assert (found.linked, [entry.name for entry in found.tools]) == ((), ["one"])


def test_only_libs_may_be_imported_and_sublibs_are_kept(app: App) -> None:
    one = replace(ONE, modules=("one", "more"))
    _locked(app, one).wants(("one", {"min": "1", "libs": ["more"]}))
    (folder,) = used.of(app.place, merge(app.packages)).folders(Path())
    assert folder.only == {"more"}
    place = app.place.root / ONE.vendor / "one"
    place.mkdir(parents=True)
    (place / "inner.py").touch()
    app.wants(("one", {"min": "1", "sublibs": ["inner"]}))
    found = used.of(app.place, merge(app.packages))
    assert found.sublibs() == {"one.inner": Location("shop/config.py", 3)}


def test_a_build_without_packages_reads_no_lock(app: App) -> None:
    _locked(app).place.lock.write_text("= broken")
    assert used.of(app.place, ()).linked == ()


def test_where_the_lock_is(tmp_path: Path) -> None:
    root, inside, outside = tmp_path / "tree", tmp_path / "tree/app", tmp_path / "app"
    inside.mkdir(parents=True)
    outside.mkdir()
    assert places.of(root, outside, Path("app")).lock == outside / "third_party.lock"
    (tmp_path / "link").symlink_to(root)
    shared = places.of(tmp_path / "link", inside, Path("app"))
    assert (shared.lock, shared.who) == (root / "third_party.lock", "app/config.py")
    (inside / "third_party.lock").write_text("")
    own = places.of(root, inside, Path("app"))
    assert (own.lock, own.who) == (inside / "third_party.lock", "config.py")


def test_update_without_the_application_says_how(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        pin.update(tmp_path, Lock(tmp_path, (ONE,)), "one", progress=Progress(None))
    assert str(caught.value) == (
        "third_party.lock:1: one is a package of applications: run ./scons app=DIR "
        "lock update=one"
    )


def test_an_application_may_have_its_own_of_what_echis_uses(tmp_path: Path) -> None:
    ours = replace(ONE, wanted_by=(), modules=(), scope="host", vendor="")
    path = tmp_path / "third_party.lock"
    path.write_text(lock.dumps([ours, replace(ONE, version="0.9")]))
    found = lock.load(path)
    assert (found.entry("one").version, found.packages["one"].version) == ("1.5", "0.9")
    assert lock.dumps(found.entries) == path.read_text()
