# SPDX-License-Identifier: ISC
"""What verbs print for programs, and what they leave alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from echis.arguments import host_arch
from tests.build.conftest import ROOT, Scons, copy_of_tree, scons_in

TWO = "app=examples/hello,examples/native"


@pytest.mark.parametrize("verb", ["check", "lock", "vendor", "bundle", "prune"])
def test_n_does_nothing(verb: str, tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "sources" / "kept"
    kept.parent.mkdir(parents=True)
    kept.touch()
    lock = (ROOT / "third_party.lock").read_bytes()
    words = ("-n", verb, f"out={tmp_path / 'dist'}")
    done = scons_in(ROOT, *words, ECHIS_CACHE=str(tmp_path / "cache"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{verb}: would ")
    assert sorted(tmp_path.rglob("*")) == sorted([*kept.parents][:2] + [kept])
    assert (ROOT / "third_party.lock").read_bytes() == lock


def test_n_keeps_no_keys(app: Callable[..., Path], tmp_path: Path) -> None:
    folder = app(
        config='word = Key.create("word", Key.Arg.opt(Key.Arg.string, "a", '
        'stage="configure"))\nregister("kept", [main("unikernel", job, keys=[word])])',
        unikernel__py="def start():\n    pass\n",
    )
    assert scons_in(ROOT, "-n", f"app={folder}", "word=b").returncode == 0
    shown = scons_in(ROOT, f"app={folder}", "describe")
    assert "word = a" in shown.stdout, shown.stderr


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which a key's value is remembered, and nothing built."""
    root = copy_of_tree(tmp_path_factory.mktemp("fresh") / "tree")
    memory = root / "build" / "configured" / "hello-key.spt.0.json"
    memory.parent.mkdir(parents=True)
    memory.write_text('{"hello": "x"}\n')
    return root


@pytest.mark.parametrize(
    "words", ["", "run", "-c", "check", "lock", "vendor", "bundle", "inspect", "test"]
)
def test_a_dry_run_writes_nothing(fresh: Path, words: str) -> None:
    before = _files(fresh)
    given = ("app=examples/tutorial/hello-key", "hello=y", "dry_run=1", *words.split())
    done = scons_in(fresh, *given, CI="", ECHIS_CACHE=str(fresh / "cache"))
    assert done.returncode == 0, done.stderr
    if words != "-c":
        assert "  link: hello-key.spt\n" in done.stdout
        assert done.stderr.endswith("hello=y\n"), done.stderr
    assert _files(fresh) == before


def _files(root: Path) -> dict[Path, bytes]:
    """Every file but the compiled Python of the build itself."""
    found = (path for path in root.rglob("*") if "__pycache__" not in path.parts)
    return {path: path.read_bytes() for path in found if path.is_file()}


def test_what_only_shows_keeps_no_keys(
    app: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    folder = app(
        config='word = Key.create("word", Key.Arg.opt(Key.Arg.string, "a", '
        'stage="configure"))\nregister("kept", [main("unikernel", job, keys=[word])])',
        unikernel__py="def start():\n    pass\n",
    )
    for words in (["describe"], ["query", "keys"], ["dry_run=1"], ["dry_run=1", "run"]):
        assert scons_in(ROOT, f"app={folder}", "word=b", *words).returncode == 0
        shown = scons_in(ROOT, f"app={folder}", "describe")
        assert "word = a" in shown.stdout, shown.stderr


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('main("unikernel", job, packages=[package("microdot")])', " lock\n"),
        (
            'main("unikernel", random >> job)(default_random)',
            "next: there is no build yet: ",
        ),
    ],
)
def test_what_comes_before_a_build_is_said(
    app: Callable[..., Path], config: str, expected: str
) -> None:
    folder = app(config=f'register("probe", [{config}])')
    (folder / "unikernel.py").write_text("async def start(*args): pass\n")
    done = scons_in(ROOT, f"app={folder}", "describe")
    assert (done.returncode, expected in done.stderr) == (0, True), done.stderr


@pytest.mark.parametrize("targets", ["spt", "spt,hvt"])
@pytest.mark.parametrize("what", [("describe", "context"), ("describe",)])
def test_json_is_one_document(targets: str, what: tuple[str, ...]) -> None:
    words = (f"target={targets}", "json=1", *what)
    done = scons_in(ROOT, *words, *([] if "context" in what else ["app=examples/hello"]))
    found = json.loads(done.stdout)
    assert isinstance(found, list) == ("," in targets)
    named = found if isinstance(found, list) else [found]
    assert [one["target"] for one in named] == targets.split(",")


ELSEWHERE = """
stack = socket_stackv4v6()
disk = block_of_xenstore_id("51760")
jobs = [
    if_impl(Key.is_unix, main("unikernel", stackv4v6 >> job)(stack), noop),
    if_impl(Key.is_xen, main("unikernel", block >> job)(disk), noop),
]
register("elsewhere", jobs)
"""


def test_a_target_to_come_may_be_looked_at(app: Callable[..., Path]) -> None:
    folder = app(config=ELSEWHERE, unikernel__py="def start(device):\n    pass\n")
    words = f"app={folder}", "target=unix"
    shown = scons_in(ROOT, *words, "describe")
    assert "socket_stackv4v6" in shown.stdout, shown.stderr
    checked = scons_in(ROOT, *words, "check")
    assert (checked.returncode, checked.stderr) == (0, "check: elsewhere: ok\n")
    would = scons_in(ROOT, *words, "dry_run=1")
    assert "link: elsewhere.unix\n" in would.stdout
    assert (would.returncode, would.stderr) == (0, "")
    built = scons_in(ROOT, *words)
    said = "echis: target=unix is not built yet; there are hvt, spt, virtio, xen, qubes\n"
    assert (built.returncode, built.stderr) == (1, said)


def test_check_looks_at_every_target(app: Callable[..., Path]) -> None:
    config = 'register("here", [main("unikernel", stackv4v6 >> job)(socket_stackv4v6())])'
    folder = app(config=config, unikernel__py="def start(stack):\n    pass\n")
    done = scons_in(ROOT, f"app={folder}", "target=unix,spt", "check")
    assert done.returncode == 1
    assert "does not exist for target=spt" in done.stderr


def test_options_stand_for_variables() -> None:
    for option, word in (("--json", "format=json"), ("--dot", "format=dot")):
        given, written = (
            scons_in(ROOT, "app=examples/hello", "describe", one)
            for one in (option, word)
        )
        assert given.returncode == 0, given.stderr
        assert given.stdout == written.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("describe", "--jsno"), '"--jsno"; did you mean "--json"?'),
        (("describe", "--clan"), '"--clan"; did you mean "--clean"?'),
        (("describe", "--fomrat=dot"), '"--fomrat"; did you mean "format="?'),
        (("describe", "--format=dot"), '"--format"; did you mean "format="?'),
        (("--describe",), '"--describe"; did you mean "describe"?'),
        (("-h", "-Z"), '"-Z"; -h lists them'),
    ],
)
def test_an_unknown_option_is_refused(words: tuple[str, ...], said: str) -> None:
    done = scons_in(ROOT, "app=examples/hello", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"echis: there is no option {said}\n"


def test_json_of_two_images_is_one_document(scons: Scons) -> None:
    done = scons("target=spt", TWO, "json=1", "inspect")
    assert [found["record"]["app"] for found in json.loads(done.stdout)] == [
        "hello",
        "native",
    ]


def test_a_file_to_inspect_is_held_to_its_budget(scons: Scons, tmp_path: Path) -> None:
    assert scons("target=spt", "app=examples/hello").returncode == 0
    image = f"image={tmp_path / 'dist' / 'hello.spt'}"
    done = scons("inspect", image, "max_size=1K")
    assert (done.returncode, done.stdout) == (1, "")
    assert "max_size allows 1024" in done.stderr
    assert scons("inspect", image, "max_size=1M").returncode == 0


def test_a_file_to_inspect_goes_before_the_folder_one_stands_in(
    app: Callable[..., Path],
) -> None:
    folder = app(unikernel__py="def start():\n    pass\n")
    words = ("inspect", "image=/bin/true")
    done = scons_in(ROOT, *words, ECHIS_CWD=str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split()[-1].endswith("true")
    assert done.stderr == f"page: {ROOT / 'build' / 'true.html'}\n"


NO_JOBS = "echis: -j takes a number of steps above 0, as in -j4\n"


@pytest.mark.parametrize("words", [["-j0"], ["-j", "x"], ["-j"], ["--jobs=-1"]])
def test_no_number_of_jobs(words: list[str]) -> None:
    """As told by the wrapper, before there is any environment."""
    done = subprocess.run(
        [str(ROOT / "scons"), *words, "version"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NO_JOBS)


def test_mistaken_options_without_the_wrapper() -> None:
    done = scons_in(ROOT, "-j0", "version")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NO_JOBS)
    done = scons_in(ROOT, "--foo")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith('echis: there is no option "--foo"; ')


def test_prune_keeps_only_the_environment_in_use(tmp_path: Path) -> None:
    kept = tmp_path / "env" / "used" / "file"
    for file in (kept, tmp_path / "env" / "other" / "file", tmp_path / "sources" / "a"):
        file.parent.mkdir(parents=True)
        file.touch()
    where = {"ECHIS_CACHE": str(tmp_path), "VIRTUAL_ENV": str(kept.parent)}
    done = scons_in(ROOT, "prune", **where)
    assert f" freed in {tmp_path}; " in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_the_modules_run_in_the_activated_environment(
    scons: Scons, tmp_path: Path
) -> None:
    """From any folder; `lab run` is what `run` offers where it refuses."""
    assert scons("target=spt", "app=examples/hello").returncode == 0
    image = tmp_path / "dist" / "hello.spt"
    script = f'eval "$({ROOT}/scons env)" && cd / && python -m echis.inspect {image}'
    script += f" && cd {ROOT} && python -m tests.lab run --help"
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "hello" in done.stdout
    assert "usage: python -m tests.lab run" in done.stdout


def test_c_leaves_nothing_of_an_application(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(unikernel__py="def start(x: int = 1):\n    pass\n")
    words = ("target=spt", f"app={folder}")
    assert scons(*words, "inspect").returncode == 0
    # With -n, so that what all share need not be compiled again.
    done = scons("-n", "-c", *words)
    said = [line.partition(" ")[2] for line in done.stdout.splitlines()]
    removed = {ROOT / path.removeprefix("directory ") for path in said}
    build = ROOT / "build" / f"spt-{host_arch()}"
    made = [
        *(build / "apps" / "probe").rglob("*.*"),
        *(build / "genhdr").iterdir(),
        ROOT / "build" / "probe.spt.html",
        tmp_path / "dist" / "probe.spt",
    ]
    assert len(made) > 20
    assert [path for path in made if path.is_file() and path not in removed] == []


def test_editors_know_how_every_file_is_compiled(
    scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["own.c"])])',
        unikernel__py="def start():\n    pass\n",
        own__c="#include <stdint.h>\n",
    )
    assert scons("target=spt", f"app={folder}").returncode == 0
    entries = json.loads((ROOT / "compile_commands.json").read_text())
    files = {entry["file"] for entry in entries}
    assert {"tenders/spt/main.c", "tenders/libc/stdio.c", f"{folder}/own.c"} <= files
    (own,) = (e["arguments"] for e in entries if e["file"] == f"{folder}/own.c")
    check = subprocess.run(
        [*own[:-1], "/dev/null"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert check.returncode == 0, check.stderr
