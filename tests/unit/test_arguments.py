# SPDX-License-Identifier: ISC
"""The build's command line: what each word becomes. Mistakes: tests/failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import arguments
from echis.arguments import Request, host_arch
from echis.errors import ConfigError
from echis.verbs import VARIABLES, VERBS, reserved


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for target in ("hvt", "spt"):
        folder = tmp_path / "runtime" / "bindings" / target
        folder.mkdir(parents=True)
        (folder / "target.toml").touch()
    app = tmp_path / "examples" / "hello"
    app.mkdir(parents=True)
    (app / "config.py").touch()
    return tmp_path


def _parse(root: Path, *words: str, cwd: Path | None = None) -> Request:
    values = dict(word.split("=", 1) for word in words if "=" in word)
    verbs = [word for word in words if "=" not in word]
    return arguments.parse(values, verbs, root, cwd or root)


def test_defaults(root: Path) -> None:
    request = _parse(root)
    assert request.verbs == ("build",)
    assert request.contexts == (("spt", host_arch()),)
    assert (request.toolchain, request.mode) == ("zig", "release")
    assert request.out == root / "dist"
    assert request.apps == ()


def test_run_variables(root: Path) -> None:
    (root / "disk.img").touch()
    words = ["app=examples/hello", 'args=--hello="Hi there" -v', "mem=32"]
    words += ["net.service=tap0", "block.disk=disk.img"]
    request = _parse(root, "run", *words)
    assert request.verbs == ("run",)
    assert request.apps == (root / "examples" / "hello",)
    assert request.args == ("--hello=Hi there", "-v")
    assert request.mem == 32
    assert request.net == {"service": "tap0"}
    assert request.block == {"disk": root / "disk.img"}


def test_lists_and_all(root: Path) -> None:
    request = _parse(root, "target=spt,hvt,spt", "arch=all")
    assert request.targets == ("spt", "hvt")
    assert request.arches == ("x86_64", "aarch64")
    assert _parse(root, "target=all").targets == ("hvt", "spt")


def test_app_is_the_callers_folder(root: Path) -> None:
    hello = root / "examples" / "hello"
    assert _parse(root, cwd=hello).apps == (hello,)
    assert _parse(root, "app=hello", cwd=hello.parent).apps == (hello,)
    assert _parse(root, "app=hello/config.py", cwd=hello.parent).apps == (hello,)
    assert _parse(root, f"app={hello}", cwd=Path("/")).apps == (hello,)


def test_a_folder_without_config_is_what_a_build_is_of(root: Path) -> None:
    examples = root / "examples"
    assert _parse(root, cwd=examples).apps == (examples,)
    assert _parse(root, "build", "lock", cwd=examples).apps == (examples,)
    assert _parse(root, cwd=root).apps == ()
    for verb in ("test", "doctor", "lock", "vendor"):
        assert _parse(root, verb, cwd=examples).apps == ()
    assert _parse(root, "describe", "context", cwd=examples).apps == ()


def test_apps_in_one_call_and_a_comma_in_a_name(root: Path) -> None:
    assert _parse(root, "app=a,b").apps == (root / "a", root / "b")
    (root / "a,b").mkdir()
    assert _parse(root, "app=a,b").apps == (root / "a,b",)


def test_dash_and_underscore_are_equal(root: Path) -> None:
    hello = "app=examples/hello"
    assert _parse(root, hello, "max-size=300K").max_size == 300 * 1024
    assert _parse(root, hello, "max_size=5").max_size == 5


def test_operands_follow_their_verb(root: Path) -> None:
    request = _parse(root, "describe", "context", "target=hvt")
    assert (request.verbs, request.operands) == (("describe",), ("context",))


@pytest.mark.parametrize("target", ["xen", "qubes", "unix", "spt,unix"])
@pytest.mark.parametrize("words", ["check", "describe", "query", "dry_run=1"])
def test_every_target_may_be_looked_at(root: Path, words: str, target: str) -> None:
    request = _parse(root, words, f"target={target}", "app=examples/hello")
    assert request.targets == tuple(target.split(","))


@pytest.mark.parametrize(
    "words",
    [
        *("build", "run dry_run=1", "check build", "inspect"),
        *("describe context", "query command", "query name command"),
    ],
)
def test_what_is_built_is_of_a_target_that_is(root: Path, words: str) -> None:
    with pytest.raises(ConfigError, match="target=xen is not built yet; there are"):
        _parse(root, *words.split(), "target=xen", "app=examples/hello")


def _with_xen(root: Path) -> Path:
    folder = root / "runtime" / "bindings" / "xen"
    folder.mkdir()
    (folder / "target.toml").touch()
    return root


def test_qubes_has_the_images_of_xen(root: Path) -> None:
    request = _parse(_with_xen(root), "target=qubes", "app=examples/hello")
    assert request.targets == ("qubes",)
    assert request.output("hello", "qubes", "x86_64").name == "hello.xen"
    assert _parse(root, "target=all").targets == ("hvt", "spt", "xen")


def test_xen_and_qubes_are_not_one_build(root: Path) -> None:
    said = "target=qubes and target=xen make one file, NAME.xen"
    with pytest.raises(ConfigError, match=said):
        _parse(_with_xen(root), "target=spt,qubes,xen", "app=examples/hello")
    request = _parse(root, "describe", "target=xen,qubes", "app=examples/hello")
    assert request.targets == ("xen", "qubes")


def test_several_verbs(root: Path) -> None:
    assert _parse(root, "check", "test", "tests=unit").verbs == ("check", "test")


def test_out_is_relative_to_the_caller(root: Path) -> None:
    assert _parse(root, "out=images", cwd=root / "examples").out == (
        root / "examples" / "images"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "dist/hello.spt"),
        (["mode=debug"], "dist/x86_64-debug/hello.spt"),
        (["toolchain=gcc"], "dist/x86_64-gcc/hello.spt"),
        (["mode=debug", "toolchain=gcc"], "dist/x86_64-debug-gcc/hello.spt"),
        (["arch=aarch64"], "dist/aarch64/hello.spt"),
    ],
)
def test_output(
    root: Path, words: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "AMD64")
    request = _parse(root, *words)
    (arch,) = request.arches
    assert request.output("hello", "spt", arch) == root / expected
    assert request.tender("spt", arch) == (root / expected).with_name("solo5-spt")


def test_reserved_names() -> None:
    assert reserved("run") == "a verb"
    assert reserved("max-size") == "a variable"
    assert reserved("net") == ""
    assert reserved("hello") == ""


def test_no_word_is_verb_and_variable() -> None:
    verbs = {verb.name for verb in VERBS}
    # check=off and check=1 are settings; check alone is what they set.
    assert verbs & {variable.stem for variable in VARIABLES} == {"check"}
    assert all(set(variable.verbs) <= verbs for variable in VARIABLES)


_QUERIES = next(verb.operands for verb in VERBS if verb.name == "query")


@pytest.mark.parametrize("words", ["query", *(f"query {what}" for what in _QUERIES)])
@pytest.mark.parametrize("more", ["arch=x86_64", "hello=x", "dry_run=1"])
def test_a_query_of_no_application(root: Path, words: str, more: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _parse(root, *words.split(), more)
    assert str(caught.value) == (
        "query needs an application: give app=FOLDER, or go to a folder with a "
        "config.py"
    )


def test_a_dry_run_of_no_application(root: Path) -> None:
    with pytest.raises(ConfigError, match=r"^dry_run=1 needs an application: give"):
        _parse(root, "dry_run=1")
    assert _parse(root, "dry_run=1", "lock").dry_run


def test_disks(root: Path) -> None:
    folder = root / "runtime" / "bindings" / "virtio"
    folder.mkdir()
    (folder / "target.toml").touch()
    words = ["target=virtio", "arch=x86_64", "app=examples/hello", "args=a b"]
    request = _parse(root, *words, "image=raw,tar.gz,raw")
    assert (request.disks, request.image) == (("raw", "tar.gz"), None)
    assert request.args == ("a", "b")
    assert _parse(root, "run", *words, "image=qcow2").disks == ("qcow2",)
    assert _parse(root, *words, "image=all").disks == ("raw", "qcow2", "tar.gz")


def test_an_image_to_inspect_is_a_file_whatever_its_name(root: Path) -> None:
    (root / "raw").touch()
    request = _parse(root, "inspect", "image=raw")
    assert (request.disks, request.image) == ((), root / "raw")
