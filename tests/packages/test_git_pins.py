# SPDX-License-Identifier: ISC
"""Packages that are pinned to git: a commit in the lock, an archive in the cache."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from echis import lock, vendor
from echis.errors import ConfigError
from echis.lock import Origin, Wanted
from echis.progress import Progress
from tests.packages.conftest import App
from tests.packages.index import NATIVE, Index, wheel
from tests.packages.repository import PROJECT, Repository

FILES = {"pyproject.toml": PROJECT.format("1.5"), "tiny.py": "x = 1\n"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "tiny.git")


def _tiny(pin: str = "git:../tiny.git", **more: Any) -> tuple[str, dict[str, Any]]:
    return "tiny", {"pin": pin, **more}


def _vendored(app: App) -> Path:
    entries = list(app.entries.values())
    vendor.vendor_entries(app.place.root, entries, progress=Progress(None))
    return app.folder / "vendor/packages/tiny"


def _forget(cache: Path) -> None:
    for path in (cache / "sources").iterdir():
        path.unlink()


def test_an_entry_says_all_of_it(repository: Repository, app: App) -> None:
    commit = repository.commit(FILES)
    assert app.wants(_tiny()).lock() == (
        f"third_party.lock: 1 package of config.py\ntiny 1.5 ({commit[:12]}) is new"
    )
    found = app.entries["tiny"]
    assert (found.version, found.commit, found.licence) == ("1.5", commit, "MIT")
    assert found.origin == Origin("git", "../tiny.git")
    assert (found.strip, found.modules) == ("", ("tiny",))
    assert [file.name for file in found.files] == [f"tiny-{commit[:12]}.tar"]
    assert found.purl == "pkg:generic/tiny@1.5"
    assert found.wanted_by == (Wanted("config.py", "tiny @ git:../tiny.git"),)
    text = app.place.lock.read_text()
    assert lock.dumps(lock.load(app.place.lock).entries) == text
    assert app.check()


def test_an_address(repository: Repository, app: App) -> None:
    commit, url = repository.commit(FILES), repository.bare.as_uri()
    app.wants(_tiny(f"git:{url}")).lock()
    found = app.entries["tiny"]
    assert found.origin == Origin("git", url)
    assert found.purl == f"pkg:generic/tiny@1.5?vcs_url=git%2B{url}%40{commit}"


@pytest.mark.parametrize("kind", ["branch", "tag", "commit", "beginning"])
def test_a_reference(repository: Repository, app: App, kind: str) -> None:
    """Each names a commit that is not the newest, and not on the main branch."""
    commit = repository.commit(FILES, branch="old")
    repository.tag("v1")
    repository.commit({"tiny.py": "x = 2\n"})
    ref = {"branch": "old", "tag": "v1", "commit": commit}.get(kind, commit[:9])
    app.wants(_tiny(f"git:../tiny.git#{ref}")).lock()
    assert app.entries["tiny"].commit == commit
    assert (_vendored(app) / "tiny.py").read_text() == "x = 1\n"


def test_a_commit_that_no_branch_stands_at(repository: Repository, app: App) -> None:
    commit = repository.commit(FILES)
    repository.commit({"tiny.py": "x = 2\n"})
    app.wants(_tiny(f"git:../tiny.git#{commit}")).lock()
    assert app.entries["tiny"].commit == commit


def test_it_is_vendored_offline_out_of_the_cache(
    repository: Repository, app: App
) -> None:
    repository.commit(FILES)
    app.wants(_tiny()).lock()
    shutil.rmtree(repository.bare)
    assert (_vendored(app) / "tiny.py").read_text() == "x = 1\n"


def test_an_empty_cache_is_filled_by_the_commit(
    repository: Repository, app: App, cache: Path
) -> None:
    repository.commit(FILES)
    app.wants(_tiny()).lock()
    repository.commit({"tiny.py": "x = 2\n"})
    _forget(cache)
    assert (_vendored(app) / "tiny.py").read_text() == "x = 1\n"


def test_a_commit_that_is_gone(repository: Repository, app: App, cache: Path) -> None:
    commit = repository.commit(FILES)
    app.wants(_tiny()).lock()
    _forget(cache)
    shutil.rmtree(repository.bare)
    Repository(repository.bare.with_name("other.git")).commit({"tiny.py": ""})
    repository.bare.with_name("other.git").rename(repository.bare)
    with pytest.raises(ConfigError) as caught:
        _vendored(app)
    assert str(caught.value) == (
        f"{app.place.lock}:4: tiny: git:../tiny.git has no commit {commit}"
    )


def test_another_archive_than_the_locked_one(
    repository: Repository, app: App, cache: Path
) -> None:
    commit = repository.commit(FILES)
    app.wants(_tiny()).lock()
    _forget(cache)
    digest = app.entries["tiny"].files[0].sha256
    text = app.place.lock.read_text()
    app.place.lock.write_text(text.replace(digest, "0" * 64))
    with pytest.raises(ConfigError) as caught:
        _vendored(app)
    assert str(caught.value) == (
        f"{app.place.lock}:4: tiny: expected sha256 {'0' * 64} for "
        f"tiny-{commit[:12]}.tar, but git made {digest} of commit {commit[:12]}"
    )
    assert not (cache / "sources" / ("0" * 64)).exists()


def test_an_archive_has_the_bytes_of_the_commit_and_no_settings_of_ours(
    repository: Repository, app: App, cache: Path, tmp_path: Path
) -> None:
    """Whoever makes it, and from whichever clone."""
    attributes = "*.txt export-subst\n*.py text eol=crlf ident\n"
    more = {".gitattributes": attributes, "why.txt": "$Format:%d %h$\n"}
    repository.commit(FILES | more | {"tiny.py": "x = '$Id$'\n"})
    app.wants(_tiny()).lock()
    _forget(cache)
    (tmp_path / ".gitconfig").write_text(
        "[core]\nautocrlf = true\nabbrev = 30\n[tar]\numask = 0077\n"
    )
    repository.tag("later")
    folder = _vendored(app)
    assert (folder / "why.txt").read_text() == "$Format:%d %h$\n"
    assert (folder / "tiny.py").read_bytes() == b"x = '$Id$'\n"


def test_a_branch_that_moved_is_followed_when_asked_to(
    repository: Repository, index: Index, app: App
) -> None:
    first = repository.commit(FILES)
    app.wants(_tiny("git:../tiny.git#main")).lock()
    second = repository.commit({"tiny.py": "x = 2\n"})
    index.add(wheel("more"))
    app.wants(_tiny("git:../tiny.git#main"), "more").lock()
    assert app.entries["tiny"].commit == first
    assert app.lock(newest="tiny").endswith(
        f"\ntiny 1.5 ({first[:12]}) → 1.5 ({second[:12]})"
    )
    assert app.entries["tiny"].commit == second


def test_what_is_locked_needs_no_repository_to_lock_more(
    repository: Repository, index: Index, app: App
) -> None:
    repository.commit(FILES)
    app.wants(_tiny()).lock()
    shutil.rmtree(repository.bare)
    index.add(wheel("more"))
    app.wants(_tiny(), "more").lock()
    assert app.versions == {"more": "1.0", "tiny": "1.5"}


def test_another_reference_is_another_request(repository: Repository, app: App) -> None:
    repository.commit(FILES)
    repository.tag("v1")
    newer = repository.commit({"pyproject.toml": PROJECT.format("2.0")})
    app.wants(_tiny("git:../tiny.git#v1")).lock()
    app.wants(_tiny())
    with pytest.raises(ConfigError, match=r"tiny @ git:\.\./tiny\.git is asked for"):
        app.check()
    app.lock()
    assert (app.entries["tiny"].version, app.entries["tiny"].commit) == ("2.0", newer)


def test_two_applications_share_a_pin(
    repository: Repository, pair: tuple[App, App]
) -> None:
    """Each names the folder from its own place."""
    commit = repository.commit(FILES)
    one, two = pair
    one.wants(_tiny("git:../../tiny.git")).lock()
    repository.commit({"tiny.py": "x = 2\n"})
    two.wants(_tiny("git:../../tiny.git")).lock()
    assert two.entries["tiny"].commit == commit
    assert [w.who for w in two.entries["tiny"].wanted_by] == [
        "one/config.py",
        "two/config.py",
    ]


def test_two_applications_pin_two_commits(
    repository: Repository, pair: tuple[App, App]
) -> None:
    repository.commit(FILES)
    repository.tag("v1")
    repository.commit({"tiny.py": "x = 2\n"})
    one, two = pair
    two.wants(_tiny("git:../../tiny.git")).lock()
    before = one.place.lock.read_text()
    with pytest.raises(ConfigError) as caught:
        one.wants(_tiny("git:../../tiny.git#v1")).lock()
    assert str(caught.value) == (
        "one/config.py:3: tiny: is pinned to git:../../tiny.git#v1 here and to "
        "git:../../tiny.git by two/config.py, another commit; choose one"
    )
    assert one.place.lock.read_text() == before


def test_it_needs_what_its_project_says(
    repository: Repository, index: Index, app: App
) -> None:
    more = 'dependencies = ["low<2", "never; sys_platform == \'win32\'"]\n'
    more += (
        "[project.optional-dependencies]\nfast = [\"quick; python_version > '3'\"]\n"
    )
    repository.commit(FILES | {"pyproject.toml": PROJECT.format("1.5") + more})
    index.add(wheel("low"), wheel("low", "2.0"), wheel("quick"))
    index.add(wheel("top", requires=["tiny[fast]>=1"]))
    app.wants(_tiny(), "top").lock()
    assert app.versions == {"low": "1.0", "quick": "1.0", "tiny": "1.5", "top": "1.0"}
    assert app.entries["quick"].wanted_by == (Wanted("tiny", "quick"),)
    assert app.check()


def test_a_folder_src(repository: Repository, app: App) -> None:
    """Nothing else of the repository is vendored."""
    text = FILES["pyproject.toml"]
    repository.commit({"pyproject.toml": text, "src/tiny/__init__.py": "x = 1\n"})
    repository.commit({"setup.py": "", "tests/test_tiny.py": "", "docs/conf.py": ""})
    app.wants(_tiny()).lock()
    assert (app.entries["tiny"].strip, app.entries["tiny"].modules) == (
        "src",
        ("tiny",),
    )
    assert [path.name for path in _vendored(app).iterdir()] == ["tiny"]


def test_what_lies_beside_a_package_is_none(repository: Repository, app: App) -> None:
    beside = ("setup.py", "conftest.py", "tests/test_tiny.py", "docs/conf.py")
    repository.commit(FILES | dict.fromkeys(beside, "") | {"tests/native.so": ""})
    app.wants(_tiny()).lock()
    assert app.entries["tiny"].modules == ("tiny",)


@pytest.mark.parametrize(("given", "version"), [({}, ""), ({"pin_version": "3"}, "3")])
def test_a_tree_without_a_version(
    repository: Repository, app: App, given: dict[str, str], version: str
) -> None:
    commit = repository.commit({"tiny.py": "x = 1\n"})
    app.wants(_tiny(**given)).lock()
    assert app.versions["tiny"] == version or f"0.dev0+g{commit[:12]}"
    assert app.entries["tiny"].licence == "NOASSERTION"


def _said(app: App, pin: str = "git:../tiny.git", **more: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        app.wants(_tiny(pin, **more)).lock()
    assert not app.place.lock.exists()
    return str(caught.value).removeprefix(f"shop/config.py:3: tiny: {pin} ")


def test_no_git(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert _said(app) == "needs git, which is not installed here"


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("git:../none.git", "none.git' does not appear to be a git repository"),
        ("git:http://127.0.0.1:9/x", "unable to access 'http://127.0.0.1:9/x/': "),
        ("git:ext::sh -c true", "transport 'ext' not allowed"),
        ("git:--upload-pack=true", "--upload-pack=true' does not appear to be a git"),
    ],
)
def test_no_repository(app: App, pin: str, why: str) -> None:
    said = _said(app, pin)
    assert said.startswith("cannot be read: ")
    assert why in said


@pytest.mark.parametrize("ref", ["none", "abc123def", "0" * 40, "--all"])
def test_no_such_reference(repository: Repository, app: App, ref: str) -> None:
    repository.commit(FILES)
    said = _said(app, f"git:../tiny.git#{ref}")
    kind = "commit" if len(ref) == 40 else "branch, tag or commit"
    assert said == f"has no {kind} {ref}"


def test_no_commit(repository: Repository, app: App) -> None:
    assert _said(app) == "has no commit"


DYNAMIC = 'dynamic = ["dependencies"]\n'


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"README": ""}, "holds no Python module at its top or in src/"),
        ({"tests/test.py": ""}, "holds no Python module at its top or in src/"),
        (
            {"pyproject.toml": '[project]\nname = "Other"\n', "tiny.py": ""},
            "is Other, as its pyproject.toml has it",
        ),
        (
            {"pyproject.toml": PROJECT.format("one"), "tiny.py": ""},
            "is of version 'one', which is none",
        ),
        (
            {"pyproject.toml": PROJECT.format("1") + DYNAMIC, "tiny.py": ""},
            "leaves its dependencies to its build (dynamic in pyproject.toml), which "
            "is not run; pin a wheel with file:PATH",
        ),
        (
            {"pyproject.toml": PROJECT.format("1") + 'dependencies = ["a b"]\n'}
            | {"tiny.py": ""},
            "asks for 'a b', which is no requirement",
        ),
    ],
    ids=["none", "tests", "name", "version", "dynamic", "requirement"],
)
def test_no_package(
    repository: Repository, app: App, files: dict[str, str], why: str
) -> None:
    repository.commit(files)
    assert _said(app) == why


def test_a_link_that_leaves_the_tree(repository: Repository, app: App) -> None:
    repository.commit(FILES)
    (repository.tree / "passwords").symlink_to("/etc/passwd")
    commit = repository.commit({})
    assert _said(app) == (
        f"shop/config.py:3: tiny: tiny-{commit[:12]}.tar: 'passwords -> /etc/passwd' "
        "would leave the folder; the archive is refused"
    )


def test_another_version_than_pin_version(repository: Repository, app: App) -> None:
    repository.commit(FILES)
    assert _said(app, pin_version="2.0") == (
        "shop/config.py:3: tiny: pin_version is 2.0, and git:../tiny.git is 1.5"
    )


def test_a_conflict(repository: Repository, index: Index, app: App) -> None:
    repository.commit(FILES)
    index.add(wheel("one", requires=["tiny>=2"]))
    with pytest.raises(ConfigError) as caught:
        app.wants(_tiny(), "one").lock()
    assert str(caught.value) == (
        "shop/config.py:3: no version of tiny is right for all: shop/config.py:3 asks "
        "for tiny 1.5, but one 1.0 (shop/config.py:4) needs tiny>=2"
    )


def test_a_c_extension(repository: Repository, index: Index, app: App) -> None:
    more = 'dependencies = ["fast"]\n'
    repository.commit(FILES | {"pyproject.toml": PROJECT.format("1.5") + more})
    index.add(wheel("fast", tag=NATIVE))
    with pytest.raises(ConfigError, match=r"fast 1\.0, which tiny asks for, has C ext"):
        app.wants(_tiny()).lock()


def test_a_missing_module(repository: Repository, app: App) -> None:
    repository.commit(FILES | {"tiny.py": "import ssl\n"})
    with pytest.raises(ConfigError) as caught:
        app.wants(_tiny()).lock()
    assert str(caught.value) == (
        "shop/config.py:3: tiny 1.5 imports ssl at tiny.py:1, which MicroPython on "
        "Echis does not have"
    )


@pytest.mark.parametrize(
    ("pin", "more", "why"),
    [
        (
            "git:../tiny.git",
            {"scope": "host"},
            "a tool of the build is taken from the index; leave pin= out",
        ),
        (
            "git:https://anna:hunter2@example.org/a.git",
            {},
            "leave the password out of pin=: git asks its credential helper",
        ),
    ],
)
def test_what_cannot_be_pinned(app: App, pin: str, more: Any, why: str) -> None:
    assert _said(app, pin, **more) == f"shop/config.py:3: tiny: {why}"


def test_an_entry_without_its_commit(repository: Repository, app: App) -> None:
    commit = repository.commit(FILES)
    app.wants(_tiny()).lock()
    text = app.place.lock.read_text()
    app.place.lock.write_text(text.replace(f"commit = {json.dumps(commit)}\n", ""))
    with pytest.raises(ConfigError, match="commit: is what an origin git:URL has"):
        app.check()
