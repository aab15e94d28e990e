# SPDX-License-Identifier: ISC
"""`lock` of an application: what is asked for, transitively, and nothing else moves."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from echis import lock
from echis.errors import ConfigError
from echis.lock import File, Origin, Wanted
from tests.packages.conftest import App
from tests.packages.index import Index, wheel


def test_an_entry_says_all_of_it(index: Index, app: App) -> None:
    file, data = wheel("tiny", "2.1")
    index.add((file, data))
    assert app.wants(("tiny", {"min": "2.0"})).lock() == (
        "third_party.lock: 1 package of config.py\ntiny 2.1 is new"
    )
    found = app.entries["tiny"]
    assert found.files == (File(file, len(data), hashlib.sha256(data).hexdigest()),)
    assert found.origin == Origin("pypi", "tiny")
    assert (found.licence, found.purl) == ("MIT", "pkg:pypi/tiny@2.1")
    assert (found.scope, found.vendor) == ("vendor", "vendor/packages/tiny")
    assert found.modules == ("tiny",)
    assert found.wanted_by == (Wanted("config.py", "tiny>=2.0"),)
    text = app.place.lock.read_text()
    assert lock.dumps(lock.load(app.place.lock).entries) == text
    assert "://" not in text


def test_dependencies_and_who_asks_for_them(index: Index, app: App) -> None:
    index.add(
        wheel("top", requires=["middle[fast]>=1", 'other; extra == "never"']),
        wheel("middle", requires=["low<3", 'quick; extra == "fast"']),
        wheel("low", "2.0"),
        wheel("low", "3.0"),
        wheel("quick"),
        wheel("other"),
    )
    app.wants("top").lock()
    assert {name: entry.wanted_by for name, entry in app.entries.items()} == {
        "top": (Wanted("config.py", "top"),),
        "middle": (Wanted("top", "middle[fast]>=1"),),
        "low": (Wanted("middle", "low<3"),),
        "quick": (Wanted("middle", "quick"),),
    }


def test_a_cycle_of_dependencies_ends(index: Index, app: App) -> None:
    index.add(wheel("hen", requires=["egg"]), wheel("egg", requires=["hen"]))
    app.wants("hen").lock()
    assert app.versions == {"hen": "1.0", "egg": "1.0"}
    assert app.check()


@pytest.mark.parametrize(
    ("marker", "taken"),
    [
        ('implementation_name == "micropython"', True),
        ('platform_python_implementation == "CPython"', False),
        ('sys_platform != "win32"', True),
    ],
)
def test_markers_are_those_of_the_unikernel(
    index: Index, app: App, marker: str, taken: bool
) -> None:
    index.add(wheel("top", requires=[f"low; {marker}"]), wheel("low"))
    app.wants("top").lock()
    assert ("low" in app.versions) is taken


def test_nothing_is_asked_of_the_network_while_the_lock_has_it_all(
    index: Index, app: App
) -> None:
    index.add(wheel("tiny"))
    app.wants("tiny").lock()
    index.add(wheel("tiny", "2.0"))
    before, text = index.asked, app.place.lock.read_text()
    assert app.lock() == "third_party.lock: 1 package, nothing to change"
    assert app.check() == "third_party.lock: 1 package of config.py, as asked for"
    assert (index.asked, app.place.lock.read_text()) == (before, text)


def test_what_need_not_move_stays(index: Index, app: App) -> None:
    index.add(wheel("one"), wheel("two"))
    app.wants("one").lock()
    index.add(wheel("one", "1.1"))
    assert app.wants("one", "two").lock() == (
        "third_party.lock: 2 packages of config.py\ntwo 1.0 is new"
    )
    assert app.versions == {"one": "1.0", "two": "1.0"}


def test_only_what_must_moves(index: Index, app: App) -> None:
    index.add(wheel("one", requires=["low"]), wheel("two"), wheel("low"))
    app.wants("one", "two").lock()
    index.add(wheel("one", "2.0", requires=["low"]), wheel("two", "2.0"))
    index.add(wheel("low", "2.0"))
    app.wants(("one", {"min": "2"}), "two").lock()
    assert app.versions == {"one": "2.0", "two": "1.0", "low": "1.0"}


def test_update_moves_one(index: Index, app: App) -> None:
    index.add(wheel("one"), wheel("two"))
    app.wants("one", "two").lock()
    index.add(wheel("one", "1.1"), wheel("one", "1.2"), wheel("two", "2.0"))
    assert app.lock(newest="one==1.1").endswith("\none 1.0 → 1.1")
    assert app.lock(newest="one").endswith("\none 1.1 → 1.2")
    assert app.versions == {"one": "1.2", "two": "1.0"}


def test_what_is_not_asked_for_any_more_goes(index: Index, app: App) -> None:
    index.add(wheel("one", requires=["low"]), wheel("two"), wheel("low"))
    app.wants("one", "two").lock()
    assert app.wants("two").lock().endswith("low 1.0 is dropped\none 1.0 is dropped")
    assert app.wants().lock()
    assert app.entries == {}


def test_a_yanked_version_is_kept_where_it_is_locked(index: Index, app: App) -> None:
    index.add(wheel("one"), wheel("two"))
    app.wants("one").lock()
    index.add(wheel("one", "0.9"))
    index.yank("one-1.0-py3-none-any.whl")
    app.wants("one", "two").lock()
    assert app.versions["one"] == "1.0"


def test_a_yanked_version_is_not_chosen(index: Index, app: App) -> None:
    index.add(wheel("one", "0.9"), wheel("one"))
    index.yank("one-1.0-py3-none-any.whl")
    app.wants("one").lock()
    assert app.versions["one"] == "0.9"


def test_a_version_that_vanished_is_replaced(index: Index, app: App) -> None:
    index.add(wheel("one"), wheel("one", "0.9"), wheel("two"))
    app.wants("one").lock()
    index.withdraw("one-1.0-py3-none-any.whl")
    assert "one 1.0 → 0.9" in app.wants("one", "two").lock()


def test_two_applications_share_a_lock(index: Index, pair: tuple[App, App]) -> None:
    index.add(wheel("both"), wheel("both", "2.0"), wheel("mine"))
    one, two = pair
    two.wants(("both", {"max": "2"})).lock()
    one.wants("both", "mine").lock()
    assert one.versions == {"both": "1.0", "mine": "1.0"}
    assert one.entries["both"].wanted_by == (
        Wanted("one/config.py", "both"),
        Wanted("two/config.py", "both<2"),
    )
    assert one.check()
    assert two.check()
    one.wants().lock()
    assert two.versions == {"both": "1.0"}
    assert two.check()


def test_an_application_that_is_gone_asks_for_nothing(
    index: Index, pair: tuple[App, App]
) -> None:
    index.add(wheel("both"), wheel("both", "2.0"))
    one, two = pair
    two.wants(("both", {"max": "2"})).lock()
    (two.folder / "config.py").unlink()
    one.wants(("both", {"min": "2"})).lock()
    assert one.entries["both"].wanted_by == (Wanted("one/config.py", "both>=2"),)


def test_a_pinned_file(index: Index, app: App) -> None:
    index.add(wheel("low"), wheel("pinned", "9.0"))
    file, data = wheel("pinned", "1.0+mine", requires=["low"])
    (app.folder / "wheels").mkdir()
    (app.folder / "wheels" / file).write_bytes(data)
    app.wants(("pinned", {"pin": f"file:wheels/{file}"}), ("pinned", {"min": "8"}))
    app.lock()
    assert app.versions == {"pinned": "1.0+mine", "low": "1.0"}
    assert app.entries["pinned"].origin == Origin("file", f"wheels/{file}")
    assert app.check()
    index.add(wheel("more"))
    app.wants("more", ("pinned", {"pin": f"file:wheels/{file}"})).lock()
    assert app.versions == {"pinned": "1.0+mine", "low": "1.0", "more": "1.0"}


def test_a_pinned_file_that_changed_is_taken_when_asked_to(
    index: Index, app: App
) -> None:
    file, data = wheel("pinned")
    (app.folder / file).write_bytes(data)
    app.wants(("pinned", {"pin": f"file:{file}"})).lock()
    _, other = wheel("pinned", files={"pinned.py": "y = 2\n"})
    (app.folder / file).write_bytes(other)
    app.lock(newest="Pinned")
    digest = hashlib.sha256(other).hexdigest()
    assert [one.sha256 for one in app.entries["pinned"].files] == [digest]


def test_a_tool_of_the_host(index: Index, app: App) -> None:
    index.add(wheel("maker", requires=['low; implementation_name == "cpython"']))
    index.add(wheel("low"))
    app.wants(("maker", {"scope": "host"})).lock()
    assert {e.scope for e in app.entries.values()} == {"tool"}
    assert app.versions == {"maker": "1.0", "low": "1.0"}


def test_check_changes_and_fetches_nothing(index: Index, app: App) -> None:
    index.add(wheel("tiny"))
    with pytest.raises(ConfigError) as caught:
        app.wants("tiny").check()
    assert str(caught.value) == (
        "shop/config.py:3: tiny is not in third_party.lock; run ./scons app=shop lock"
    )
    assert not Path(app.place.lock).exists()
    assert not index.asked
