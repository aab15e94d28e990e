# SPDX-License-Identifier: ISC
"""Sizes by part: every byte of the file once, and each with its owner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from echis.errors import ConfigError
from echis.inspect import elf, frozen, linkmap, parts, rules
from tests.unit import test_inspect_samples as samples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


@pytest.fixture(scope="module")
def lld(folder: Path) -> samples.Sample:
    return samples.link(folder, samples.objects(folder))


def of(sample: samples.Sample) -> dict[tuple[str, str], parts.Part]:
    image = elf.read(sample.image)
    found = parts.sizes(image, linkmap.read(sample.map))
    assert found.origin == "map"
    assert sum(p.file for p in found.parts) == len(image.data)
    return {(p.group, p.name): p for p in found.parts}


def expect_owners(found: dict[tuple[str, str], parts.Part]) -> None:
    """What the sources of the sample say; code sizes are the compiler's."""
    json = found["C modules", "json"]
    assert (json.rodata, json.data) == (300, 16)
    assert json.text > 0
    assert found["C core", "memory"].bss == 4100
    assert found["Python modules", "unikernel"].rodata == 40 + 2 * 16
    assert found["Python modules", "net.core"].rodata == 90 + 2 * 16
    assert found["Python modules", frozen.SHARED].rodata == 26 + 16
    assert found["bindings", "start"].data == 8


def test_lld(lld: samples.Sample) -> None:
    expect_owners(of(lld))


def test_gnu_ld(folder: Path, lld: samples.Sample) -> None:
    expect_owners(of(samples.link_gnu(folder, samples.objects(folder, compiler="gcc"))))


def test_both_linkers_see_the_same_parts(folder: Path) -> None:
    """The same objects: what is theirs is the same, whoever wrote the map."""
    made = samples.objects(folder)
    first, second = of(samples.link(folder, made)), of(samples.link_gnu(folder, made))
    own = {key for key in first if key[0] != parts.FILE}
    assert {k: first[k] for k in own} == {k: second[k] for k in own}


def test_sections_add_up(lld: samples.Sample) -> None:
    image = elf.read(lld.image)
    found = parts.sizes(image, linkmap.read(lld.map)).parts
    text = image.section(".text")
    bss = image.section(".bss")
    assert text
    assert bss
    assert sum(p.text for p in found) == text.size
    assert sum(p.bss for p in found) == bss.size


def test_symbols_without_a_map(lld: samples.Sample) -> None:
    found = parts.sizes(elf.read(lld.image), None)
    named = {(p.group, p.name): p for p in found.parts}
    assert found.origin == "symbols"
    assert sum(p.file for p in found.parts) == lld.image.stat().st_size
    assert named["Python modules", "net.core"].rodata == 90 + 2 * 16


def test_two_names_of_one_place_count_once(lld: samples.Sample) -> None:
    image = elf.read(lld.image)
    named = {s.name: s for s in image.symbols}
    first = named["fun_data_unikernel__lt_module_gt_"]
    twin = replace(first, name="proto_fun_net_core_twin")
    twice = replace(image, symbols=(*image.symbols, twin))
    assert parts.sizes(twice, None) == parts.sizes(image, None)


def test_sections_without_symbols(folder: Path, lld: samples.Sample) -> None:
    stripped = samples.link(folder, ["-s", *samples.objects(folder)], "stripped.spt")
    found = parts.sizes(elf.read(stripped.image), None)
    assert found.origin == "sections"
    assert (parts.FILE, "section .text") in {(p.group, p.name) for p in found.parts}


def test_real_images_add_up() -> None:
    for path in samples.real_images():
        image = elf.read(path)
        beside = path.with_name(f"{path.name}.map")
        found = parts.sizes(image, linkmap.read(beside) if beside.is_file() else None)
        assert sum(p.file for p in found.parts) == len(image.data), path


def test_a_map_of_another_link_is_told(folder: Path, lld: samples.Sample) -> None:
    other = samples.link(folder, samples.objects(folder), "other.spt", base="0x200000")
    assert linkmap.read(lld.map).describes(elf.read(lld.image))
    assert not linkmap.read(other.map).describes(elf.read(lld.image))


def test_no_map(tmp_path: Path) -> None:
    file = tmp_path / "app.map"
    file.write_text("nothing of the kind\n")
    with pytest.raises(ConfigError) as error:
        linkmap.read(file)
    wanted = f"{file}: this is no linker map of lld or GNU ld; link with -Map=FILE"
    assert str(error.value) == wanted


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("build/spt/vendor/micropython/py/vm.o", ("C core", "VM")),
        ("build/spt/vendor/micropython/py/compile.o", ("C core", "compiler")),
        ("build/spt/vendor/micropython/py/modmath.o", ("C modules", "math")),
        ("build/spt/vendor/micropython/py/modbuiltins.o", ("C core", "builtins")),
        (
            "build/spt/vendor/micropython/py/objstrunicode.o",
            ("C core", "objects: text"),
        ),
        ("build/spt/vendor/micropython/lib/oofatfs/ff.o", ("C modules", "vfs: FAT")),
        ("build/spt/vendor/micropython/extmod/modre.o", ("C modules", "re")),
        ("build/spt/vendor/micropython/lib/libm_dbl/sin.o", ("libc", "libm")),
        ("build/spt/runtime/libc/printf.o", ("libc", "printf")),
        ("build/spt/runtime/bindings/spt/net.o", ("bindings", "net")),
        ("build/spt/runtime/cpu/x86_64/time.o", ("bindings", "time")),
        ("build/spt/runtime/micropython/main.o", ("C core", "port")),
        ("build/spt/runtime/micropython/modsolo5.o", ("C modules", "solo5")),
        ("build/spt/vendor/lwip/src/core/ipv4/ip4.o", ("lwIP", "ip4")),
        ("build/spt/vendor/mbedtls/library/aes.o", ("mbedTLS", "aes")),
        ("/usr/lib/gcc/12/libgcc.a(_divdi3.o)", ("libc", "compiler runtime")),
        ("build/spt/app/native/modfast.o", ("C modules", "fast")),
        ("build/spt/obj/app/native/tables.c.o", (rules.FILES, "tables.c")),
        ("build/spt/obj/runtime/bindings/abort.c.o", ("bindings", "abort")),
    ],
)
def test_objects_by_path(path: str, part: tuple[str, str]) -> None:
    assert rules.classify(path) == part


def test_frozen_names() -> None:
    files = ["a.py", "a/b.py", "pkg/__init__.py"]
    symbols = ["frozen_module_a", "frozen_module_a_b", "frozen_module_pkg___init__"]
    names = frozen.modules([*symbols, "mp_frozen_names"], files)
    assert sorted(names.values()) == ["a", "a.b", "pkg"]
    owners = {
        "fun_data_a__lt_module_gt_": "a",
        "proto_fun_a_run2": "a",
        "fun_data_a_b_f": "a.b",
        "const_qstr_table_data_pkg___init__": "pkg",
        "const_obj_a_b_3_1": "a.b",
        "const_obj_a_0_macro.12": "a",
        "mp_qstr_frozen_const_pool": frozen.SHARED,
        "fun_data_ab_f": frozen.SHARED,
    }
    assert {s: frozen.owner(s, names) for s in owners} == owners
