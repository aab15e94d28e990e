# SPDX-License-Identifier: ISC
"""The build: its errors at the user's lines, its headers, its images' bytes."""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from elftools.elf.constants import SH_FLAGS
from elftools.elf.elffile import ELFFile

from echis import own_sources, record
from echis.arguments import host_arch
from tests.build.conftest import ROOT, Scons, clone_of_tree, copy_of_tree, git, scons_in

INSIDE = ("runtime/", "vendor/", "build/", "tests/", "examples/", "tenders/")


def test_a_syntax_error_is_told_at_its_line(
    scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(unikernel__py="def start():\n    x = = 1\n")
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "unikernel.py:2: SyntaxError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_module_is_told_at_the_import(
    scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(unikernel__py="import numpy\n\n\ndef start():\n    pass\n")
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "unikernel.py:1:" in done.stderr
    assert "numpy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_c_error_is_told_at_its_line(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["bad.c"])])',
        unikernel__py="def start():\n    pass\n",
        bad__c="int broken(void)\n{\n    return missing;\n}\n",
    )
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "bad.c:3:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("toolchain", ["zig", "gcc"])
def test_an_undefined_function_is_told_at_its_line(
    scons: Scons, app: Callable[..., Path], toolchain: str
) -> None:
    if toolchain == "gcc" and (host_arch() != "x86_64" or not shutil.which("gcc")):
        pytest.skip("gcc-x86_64 is not installed")
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["own.c"])])',
        unikernel__py="import own\n\n\ndef start():\n    own.call()\n",
        own__c=_CALLING,
    )
    done = scons("target=spt", f"toolchain={toolchain}", f"app={folder}")
    assert done.returncode
    assert "own.c:6" in done.stderr
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


_CALLING = """\
#include "py/runtime.h"
void nowhere(void);

static mp_obj_t call(void)
{
    nowhere();
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_0(call_obj, call);
static const mp_rom_map_elem_t table[] = {
    { MP_ROM_QSTR(MP_QSTR_call), MP_ROM_PTR(&call_obj) },
};
static MP_DEFINE_CONST_DICT(globals, table);
const mp_obj_module_t module_own = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};
MP_REGISTER_MODULE(MP_QSTR_own, module_own);
"""


@pytest.mark.parametrize("toolchain", ["zig", "gcc"])
def test_lines_of_c_modules_change_no_byte_of_an_image(
    scons: Scons, toolchain: str, tmp_path: Path
) -> None:
    if toolchain == "gcc" and (host_arch() != "x86_64" or not shutil.which("gcc")):
        pytest.skip("gcc-x86_64 is not installed")
    words = ("target=spt", f"toolchain={toolchain}", "app=examples/native")
    assert scons(*words).returncode == 0
    (image,) = (tmp_path / "dist").rglob("native.spt")
    assert not [name for name in _sections(image, 0) if "debug" in name]
    entries = json.loads((ROOT / "compile_commands.json").read_text())
    (command,) = (e["arguments"] for e in entries if e["file"].endswith("/crc32c.c"))
    loaded = []
    for more in ([], ["-g0"]):
        output = tmp_path / f"crc32c{len(loaded)}.o"
        command[command.index("-o") + 1] = str(output)
        subprocess.run([*command, *more], cwd=ROOT, check=True)
        assert (".debug_line" in _sections(output, 0)) is (not more)
        loaded.append(_sections(output, SH_FLAGS.SHF_ALLOC))
    assert loaded[0] == loaded[1]


def _sections(file: Path, flags: int) -> dict[str, bytes]:
    """The sections of an ELF file that have these flags."""
    with file.open("rb") as stream:
        every = list(ELFFile(stream).iter_sections())
        return {s.name: s.data() for s in every if s["sh_flags"] & flags == flags}


def test_a_c_file_may_be_in_any_encoding(
    scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["own.c"])])',
        unikernel__py="def start():\n    pass\n",
    )
    (folder / "own.c").write_bytes('/* é */ char own[] = "ü";\n'.encode("latin-1"))
    done = scons("target=spt", f"app={folder}", "run")
    assert done.returncode == 0, done.stderr


def test_a_root_pointer_of_a_header_is_refused(
    scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["some.c"])])',
        unikernel__py="def start():\n    pass\n",
        some__c='#include "some.h"\n',
        some__h='#include "py/obj.h"\nMP_REGISTER_ROOT_POINTER(mp_obj_t callback);\n',
    )
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "some.c: MP_REGISTER_ROOT_POINTER cannot add to the runtime" in done.stderr
    assert "Traceback" not in done.stderr


def test_frozen_floats_are_those_of_the_source(
    scons: Scons, app: Callable[..., Path]
) -> None:
    source = random.Random(1)
    bits = [source.getrandbits(63).to_bytes(8, "little") for _ in range(300)]
    texts = ["0.30000000000000004", "1.7976931348623157e308", "5e-324", "1e400", "0.0"]
    texts += [repr(value) for (value,) in map(struct.Struct("<d").unpack, bits)]
    numbers = [text for text in texts if text not in ("nan", "inf")]
    lines = [f"    yield {text!r}, {text}" for text in numbers]
    program = "\n".join(["def numbers():", *lines, "", "def start():", _COMPARE])
    done = scons("target=spt", f"app={app(unikernel__py=program)}", "run")
    assert (done.returncode, done.stdout) == (0, f"{len(numbers)} compared\n")


_COMPARE = """\
    count = 0
    for text, frozen in numbers():
        if frozen != eval(text):
            print(text, frozen)
        count += 1
    print(count, "compared")
"""


def test_a_binding_has_no_other_flags_than_those_of_the_pc_file(scons: Scons) -> None:
    words = ("target=spt", "mode=debug", "app=examples/native")
    assert scons(*words).returncode == 0
    (file,) = (ROOT / "build").glob("spt-*-debug/pkgconfig/echis.pc")
    text = file.read_text()
    try:
        file.write_text(text.replace("Cflags:", "Nothing:"))
        broken = scons(*words)
    finally:
        file.write_text(text)
    assert broken.returncode
    assert "fatal error" in broken.stderr


_NAMED = """\
#include "py/obj.h"
static const mp_rom_map_elem_t table[] = {{}};
static MP_DEFINE_CONST_DICT(globals, table);
const mp_obj_module_t module_{name} = {{
    .base = {{ &mp_type_module }},
    .globals = (mp_obj_dict_t *)&globals,
}};
MP_REGISTER_MODULE(MP_QSTR_{name}, module_{name});
"""


def test_c_modules_may_have_one_file_name_in_two_folders(
    scons: Scons, app: Callable[..., Path]
) -> None:
    files = ["one/x.c", "two/x.c"]
    folder = app(
        config=f'register("probe", [main("unikernel", job, c_modules={files})])',
        unikernel__py="import one, two\ndef start(): print(one is two)\n",
    )
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "x.c").write_text(_NAMED.format(name=name))
    done = scons("target=spt", f"app={folder}", "check=off", "run")
    assert (done.returncode, done.stdout) == (0, "False\n")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["json"], "x0.c:8: the runtime has a C module json already: "),
        (["one", "one"], "x0.c has a C module one already: "),
    ],
)
def test_a_c_module_of_a_name_that_is_taken(
    scons: Scons, app: Callable[..., Path], names: list[str], said: str
) -> None:
    files = {f"x{i}__c": _NAMED.format(name=name) for i, name in enumerate(names)}
    listed = [name.replace("__", ".") for name in files]
    folder = app(
        config=f'register("probe", [main("unikernel", job, c_modules={listed})])',
        unikernel__py="def start(): pass\n",
        **files,
    )
    done = scons("target=spt", f"app={folder}")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert said in done.stderr


def test_a_dollar_in_folders(tmp_path: Path) -> None:
    folder = tmp_path / "do$lar"
    shutil.copytree(ROOT / "examples" / "native", folder)
    done = scons_in(ROOT, "target=spt", f"app={folder}", f"out={folder}/dist", "run")
    assert done.returncode == 0, done.stderr
    assert list((folder / "dist").glob("*.spt"))


def test_no_header_comes_from_outside(scons: Scons) -> None:
    assert scons("target=spt", "app=examples/native").returncode == 0
    compiler = str(Path(sysconfig.get_path("purelib")) / "ziglang")
    files = [f for f in (ROOT / "build").rglob("*.d") if "-gcc" not in str(f)]
    assert len(files) > 200
    outside = {
        (file.name, header)
        for file in files
        for header in _headers(file)
        if not header.startswith((*INSIDE, compiler, str(ROOT)))
    }
    assert not outside


def _headers(depends: Path) -> list[str]:
    words = depends.read_text().replace("\\\n", " ").split()
    # The first two words are the object and its source, which may be anywhere.
    return [word.removeprefix("./") for word in words[2:]]


@pytest.mark.parametrize("variable", ["CPATH", "C_INCLUDE_PATH", "ZIG_LIB_DIR"])
def test_no_variable_of_the_shell_is_heard(
    app: Callable[..., Path], tmp_path: Path, variable: str
) -> None:
    """What says where headers are is not passed to compilers."""
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["own.c"])])',
        unikernel__py=f"def start():\n    print('{variable}')\n",
        own__c=f"#include <stdint.h>\n/* {variable} */\n",
        stdint__h="#error a header from outside\n",
    )
    words = ("target=spt", f"app={folder}", f"out={tmp_path / 'dist'}", "run")
    done = scons_in(ROOT, *words, **{variable: str(folder)})
    assert (done.stdout, done.returncode) == (f"{variable}\n", 0), done.stderr


def test_an_unneeded_module_is_not_linked(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """Without imports there is no compiler, no asyncio, no json in the image."""
    folder = app(unikernel__py="def start():\n    print(1)\n")
    assert scons("target=spt", f"app={folder}").returncode == 0
    image = (tmp_path / "dist" / "probe.spt").read_bytes()
    linked = ROOT / "build" / f"spt-{host_arch()}" / "apps/probe/probe.spt.map"
    assert "mp_compile" not in linked.read_text()
    assert "mod_json" not in linked.read_text()
    assert len(image) < 300_000


@pytest.mark.parametrize(
    ("imports", "sources"),
    [
        ("sys", ["echis", "micropython"]),
        ("hashlib", ["echis", "micropython", "mbedtls"]),
    ],
)
def test_an_image_names_the_sources_that_are_in_it(
    scons: Scons,
    app: Callable[..., Path],
    tmp_path: Path,
    imports: str,
    sources: list[str],
) -> None:
    folder = app(unikernel__py=f"import {imports}\n\n\ndef start():\n    pass\n")
    assert scons("target=spt", f"app={folder}").returncode == 0
    found = record.read(tmp_path / "dist" / "probe.spt")
    assert found is not None
    assert [source.name for source in found.sources] == sources
    linked = ROOT / "build" / f"spt-{host_arch()}" / "apps/probe/probe.spt.map"
    assert ("mbedtls" in linked.read_text()) == ("mbedtls" in sources)


def test_an_image_names_its_compiler_and_our_own_sources(
    scons: Scons, tmp_path: Path
) -> None:
    assert scons("target=spt", "app=examples/hello").returncode == 0
    found = record.read(tmp_path / "dist" / "hello.spt")
    assert found is not None
    assert found.toolchain == f"zig {version('ziglang')}"
    (own,) = (source for source in found.sources if source.name == "echis")
    assert own.sha256 == own_sources.digest(ROOT)
    assert git(ROOT, "rev-parse", "HEAD").strip() in found.src


def test_an_image_names_where_its_application_is_from(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    place = "https://example.org/été@1"
    config = f"register('probe', [main('unikernel', job)], src={place!r})"
    folder = app(config=config, unikernel__py="def start():\n    pass\n")
    assert scons("target=spt", f"app={folder}").returncode == 0
    image = tmp_path / "dist" / "probe.spt"
    found = record.read(image)
    assert found is not None
    assert found.src == place
    assert f"from       {place}\n" in scons("inspect", f"image={image}").stdout
    (folder / "config.py").write_text(f"from echis import *\n{config.replace(place, 'none')}")
    assert scons("target=spt", f"app={folder}").returncode == 0
    found = record.read(image)
    assert found is not None
    assert not found.src


def test_the_hash_of_our_sources_is_that_of_what_git_has(tmp_path: Path) -> None:
    """All of the folders counts, and nothing that lies there besides."""
    copy = copy_of_tree(tmp_path / "copy")
    folders = ("site_scons/echis", "runtime", "toolchains", "linker_scripts", "patches")
    listed = [f for folder in folders for f in (copy / folder).rglob("*")]
    assert {f for f in listed if f.is_file()} <= set(own_sources.files(copy))
    before = own_sources.digest(copy)
    assert own_sources.digest(copy_of_tree(tmp_path / "another")) == before
    (copy / "runtime" / "main.c~").touch()
    own_sources.digest.cache_clear()
    assert own_sources.digest(copy) == before
    (copy / "runtime" / "SConscript").write_text("")
    own_sources.digest.cache_clear()
    assert own_sources.digest(copy) != before


@pytest.mark.parametrize("verb", ["build", "run"])
def test_a_budget_fails_the_build(scons: Scons, verb: str) -> None:
    done = scons("target=spt", "app=examples/hello", "max_size=10K", verb)
    assert done.returncode == 1
    assert "max_size allows 10240" in done.stderr
    assert done.stdout == ""


def test_an_edit_counts_that_keeps_time_and_size(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """Two edits within a second look alike to a build that compares times."""
    folder = app(unikernel__py="def start():\n    print('one')\n")
    source = folder / "unikernel.py"
    assert scons("target=spt", f"app={folder}", "run").stdout == "one\n"
    before = source.stat()
    source.write_text("def start():\n    print('two')\n")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert scons("target=spt", f"app={folder}", "run").stdout == "two\n"


def test_a_killed_build_leaves_nothing_that_is_trusted(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """Killed with new files made, and the source put back: the old program."""
    folder = app(unikernel__py="def start():\n    print('one')\n")
    source, words = folder / "unikernel.py", ("target=spt", f"app={folder}")
    assert scons(*words, "run").stdout == "one\n"
    text = source.read_text()
    source.write_text(text.replace("one", "two"))
    said = tmp_path / "said"
    with said.open("w") as stream:
        command = [sys.executable, str(Path(sys.executable).with_name("scons"))]
        out = f"out={tmp_path / 'dist'}"
        child = subprocess.Popen([*command, *words, out], cwd=ROOT, stderr=stream)
        while "FREEZE" not in said.read_text() and child.poll() is None:
            time.sleep(0.01)
        child.kill()
        child.wait()
    source.write_text(text)
    assert scons(*words, "run").stdout == "one\n"


# No name of a folder may mean anything to the build.
_STRANGE = "a $folder of \"many\" w'ords"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another folder with this tree, and another with the compiler."""

    root: Path
    packages: Path

    def scons(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What `scons WORDS…` does there."""
        return scons_in(self.root, *words, PYTHONPATH=str(self.packages))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """This tree and the compiler in folders of strange names; hello is built there."""
    place = tmp_path_factory.mktemp("elsewhere")
    packages = place / f"{_STRANGE} cache"
    packages.mkdir()
    compiler = Path(sysconfig.get_path("purelib")) / "ziglang"
    (packages / "ziglang").symlink_to(compiler)
    other = Elsewhere(clone_of_tree(place / _STRANGE), packages)
    built = other.scons("target=spt", "app=examples/hello")
    assert built.returncode == 0, built.stderr
    return other


def test_two_clones_give_the_same_bytes(
    elsewhere: Elsewhere, scons: Scons, tmp_path: Path
) -> None:
    assert scons("target=spt", "app=examples/hello").returncode == 0
    here = (tmp_path / "dist" / "hello.spt").read_bytes()
    assert here == (elsewhere.root / "dist" / "hello.spt").read_bytes()


def test_folders_may_have_any_name(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """Those of the tree and the compiler; and of the application, a C module in it."""
    app = shutil.copytree(ROOT / "examples" / "native", tmp_path / _STRANGE)
    done = elsewhere.scons("target=spt", f"app={app}", "run")
    assert (done.stdout, done.returncode) == ("crc32c e3069283 ok\n", 0)
    assert elsewhere.scons("target=spt", f"app={app}", "-c").returncode == 0


def test_no_folder_of_this_machine_is_in_a_debug_image(
    scons: Scons, tmp_path: Path
) -> None:
    """Neither the tree's nor the cache's: their debug images are the same bytes."""
    assert scons("target=spt", "mode=debug", "app=examples/native").returncode == 0
    (image,) = (tmp_path / "dist").glob("*-debug/native.spt")
    found = image.read_bytes()
    assert b".debug_line" in found
    for folder in (ROOT, sysconfig.get_path("purelib")):
        assert str(folder).encode() not in found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("site_scons/echis/freeze.py", '"-s", frozen', '"-s", "x" + frozen'),
        ("runtime/micropython/modtime.c", "719468", "719469"),
    ],
)
def test_what_others_include_is_an_input_too(
    elsewhere: Elsewhere, file: str, old: str, new: str
) -> None:
    """Nothing that a build reads may change without the image that follows."""
    image, path = elsewhere.root / "dist" / "hello.spt", elsewhere.root / file
    before, loaded, text = image.read_bytes(), _loaded(image), path.read_text()
    assert text.count(old)
    path.write_text(text.replace(old, new, 1))
    built = elsewhere.scons("target=spt", "app=examples/hello")
    path.write_text(text)
    assert built.returncode == 0, built.stderr
    assert _loaded(image) != loaded
    image.write_bytes(before)


def _loaded(image: Path) -> list[bytes]:
    """What of an image is in memory: not the record, which knows of every edit."""
    with image.open("rb") as stream:
        segments = list(ELFFile(stream).iter_segments("PT_LOAD"))
        return [segment.data() for segment in segments]


def test_clean_leaves_no_file(elsewhere: Elsewhere) -> None:
    """The last test of that tree."""
    assert list((elsewhere.root / "dist").iterdir())
    assert elsewhere.scons("app=examples/hello", "-c").returncode == 0
    for folder in ("build", "dist"):
        left = {file for file in (elsewhere.root / folder).rglob("*") if file.is_file()}
        # Builds of one tree wait for each other at this one, and so does -c.
        assert left <= {elsewhere.root / "build" / "lock"}
