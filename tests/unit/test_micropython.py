# SPDX-License-Identifier: ISC
"""The runtime's sources, and what is collected from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import micropython
from echis.errors import ConfigError
from echis.micropython import CModules, Registration

ROOT = Path(__file__).parents[2]

LINES = [
    "MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_time, mp_module_time);",
    "MP_REGISTER_MODULE(MP_QSTR_gc, mp_module_gc);",
    "MP_REGISTER_MODULE(MP_QSTR_sys, mp_module_sys);",
    "MP_REGISTER_MODULE_DELEGATION(mp_module_sys, mp_module_sys_attr);",
]


def test_the_sources_are_those_of_one_arch() -> None:
    paths = [s.path for s in micropython.load(ROOT, "aarch64").sources]
    assert "runtime/micropython/gc_regs_aarch64.S" in paths
    assert "vendor/micropython/py/vm.c" in paths
    assert len(paths) == len(set(paths))


def test_every_source_of_ours_is_there_and_used() -> None:
    folder = ROOT / "runtime" / "micropython"
    listed = {
        Path(source.path).name
        for arch in ("x86_64", "aarch64")
        for source in micropython.load(ROOT, arch).sources
        if source.path.startswith("runtime/")
    }
    # extmod/modtime.c includes the first, a device brings the second.
    others = {"modtime.c", "modvchan.c"}
    assert listed == {f.name for f in folder.glob("*.[cS]")} - others


def test_an_image_takes_a_file_only_for_its_modules() -> None:
    sources = {s.path: s for s in micropython.load(ROOT, "x86_64").sources}
    digest = sources["vendor/mbedtls/library/md5.c"]
    assert digest.fits(frozenset({"hashlib", "sys"}))
    assert not digest.fits(frozenset({"sys"}))
    assert sources["vendor/micropython/py/vm.c"].fits(frozenset())


def test_names_in_a_preprocessed_file() -> None:
    text = (
        "x = MP_QSTR_read; y = MP_QSTR_read;\n"
        'f(MP_COMPRESSED_ROM_TEXT("no such thing"));\n'
        "MP_REGISTER_ROOT_POINTER(mp_obj_t here);\n" + "\n".join(LINES)
    )
    found = micropython.names_in(text)
    assert "MP_QSTR_read" in found["qstr"]
    assert found["compress"] == ["no such thing"]
    assert found["root_pointer"] == ["MP_REGISTER_ROOT_POINTER(mp_obj_t here);"]
    assert found["module"] == sorted(LINES)


def test_registrations() -> None:
    kinds = [
        Registration("EXTENSIBLE_MODULE", "time", "mp_module_time"),
        Registration("MODULE", "gc", "mp_module_gc"),
        Registration("MODULE", "sys", "mp_module_sys"),
        Registration("MODULE_DELEGATION", "mp_module_sys", "mp_module_sys_attr"),
    ]
    assert micropython.registrations(LINES) == kinds
    assert micropython.modules_in(LINES) == CModules(
        frozenset({"gc", "sys"}), frozenset({"time"})
    )


def test_the_table_keeps_what_is_linked_and_its_delegations() -> None:
    assert micropython.reduced(LINES, frozenset({"sys"})) == LINES[2:]
    assert micropython.reduced(LINES, frozenset({"time"})) == LINES[:1]


def test_a_module_missing_in_port_toml_is_named() -> None:
    micropython.check_modules(LINES, ["gc", "sys", "time"])
    with pytest.raises(ConfigError, match=r"port\.toml: .* differ in time$"):
        micropython.check_modules(LINES, ["gc", "sys"])


def test_a_compile_command_becomes_one_that_preprocesses() -> None:
    command = ["cc", "-Os", "-MD", "-MF", "a.d", "-c", "a.c", "-o", "a.o", "-I."]
    assert micropython.preprocess_command(command) == [
        *("cc", "-Os", "-I.", "-DNO_QSTR", "-E", "-P", "-w")
    ]


def test_the_version_comes_from_the_lock() -> None:
    text = micropython.version_header("1.25.0+ds")
    assert '#define MICROPY_GIT_TAG "v1.25.0"\n' in text


def test_an_unchanged_header_is_left_alone(tmp_path: Path) -> None:
    headers = micropython.Headers(Path("unused"), tmp_path)
    before = headers.write("a.h", "1").stat().st_mtime_ns
    assert headers.write("a.h", "1").stat().st_mtime_ns == before
    assert headers.write("a.h", "2").read_text(encoding="utf-8") == "2"
