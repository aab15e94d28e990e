# SPDX-License-Identifier: ISC
"""Real ELF files for the tests of inspect: small ones linked here, and those of
``ECHIS_BUILD`` (our images) and ``SOLO5`` (a built v0.12 tree), where set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from echis.record import Compiler, LeftOut, Module, Record, Source, note_assembly

ARCHES = ("x86_64", "aarch64")

RECORD = Record(
    app="hello",
    target="spt",
    arch="x86_64",
    toolchain="zig 0.17.1",
    mode="release",
    echis="0.1",
    src="git:git@example.org:hello@1f3a",
    compiler=Compiler(False, 'nothing says "exec" \\ "eval", naïvely'),
    sources=(Source("micropython", "1.25.0", "7b" * 32, "MIT", "pkg:generic/mp@1"),),
    c_modules=(Module("json", "imported by unikernel.py:3"),),
    python_modules=(
        Module("unikernel", "the application", "unikernel.py"),
        Module("net.core", "imported by unikernel.py:1", "net/core.py", "micropython"),
    ),
    left_out=(LeftOut("ssl", "no function that imports it is called"),),
    entropy=("RDRAND",),
)

# Sizes that the tests know: 300 and 16 bytes of modjson, 4096 of gc, and for the
# frozen modules the sum of what bears their names.
SOURCES = {
    "py/gc.c": """
static char heap[4096];
static int used;
void *gc_alloc(int n) { void *p = &heap[used]; used += n; return p; }
""",
    "extmod/modjson.c": """
void *gc_alloc(int);
int json_table[4] = {1, 2, 3};
const unsigned char json_bytes[300] = {5};
int mod_json(int x) { return *(int *)gc_alloc(x) + json_table[x & 3]; }
""",
    "frozen_content.c": r"""
struct ro { const void *p; long n; };
static const char fun_data_unikernel__lt_module_gt_[40] = {1};
static const struct ro proto_fun_unikernel__lt_module_gt_ =
    {fun_data_unikernel__lt_module_gt_, 40};
static const struct ro frozen_module_unikernel =
    {&proto_fun_unikernel__lt_module_gt_, 1};
static const char fun_data_net_core_send[90] = {3};
static const struct ro proto_fun_net_core_send = {fun_data_net_core_send, 90};
static const struct ro frozen_module_net_core = {&proto_fun_net_core_send, 1};
const char mp_frozen_names[] = "unikernel.py\0net/core.py\0";
const void *const mp_frozen_mpy_content[] =
    {&frozen_module_unikernel, &frozen_module_net_core};
""",
    "runtime/bindings/start.c": """
int mod_json(int);
extern const void *const mp_frozen_mpy_content[];
extern const char mp_frozen_names[];
extern const unsigned char json_bytes[];
unsigned long __stack_chk_guard = 7;
__attribute__((noinline)) void __stack_chk_fail(void) { for (;;) ; }
void _start(void)
{
    volatile int r = mod_json(mp_frozen_names[1]) + json_bytes[mp_frozen_names[2]];
    r += mp_frozen_mpy_content[r] != 0;
    if (r == 12345)
        __stack_chk_fail();
    r += (int)__stack_chk_guard;
    for (;;) ;
}
""",
    "notes.S": """
    .section .interp,"a",%progbits
    .asciz "/nonexistent/solo5/"
    .section .note.solo5.abi,"a",%note
    .long 6, 16, 0x31494241
    .asciz "Solo5"
    .balign 4
    .long 2, 2, 0, 0
    .section .note.solo5.manifest,"a",%note
    .long 6, 4 + 8 + 3 * 104, 0x3154464d
    .asciz "Solo5"
    .balign 4
    .long 0
    .long 1, 3
    .zero 68
    .long 1 << 30
    .zero 32
    .ascii "service0"
    .zero 60
    .long 2
    .zero 32
    .ascii "storage"
    .zero 61
    .long 1
    .zero 32
""",
}  # fmt: skip

SCRIPT = """
ENTRY(_start)
PHDRS {{ interp PT_INTERP; text PT_LOAD FLAGS({text}); ro PT_LOAD FLAGS({ro});
        guard PT_LOAD FLAGS(0); data PT_LOAD FLAGS({data});
        abi PT_NOTE FLAGS(4); mft PT_NOTE FLAGS(4); }}
SECTIONS {{ . = {base};
 .text : {{ *(.text*) }} :text
 . = ALIGN(4096);
 .interp : {{ KEEP(*(.interp)) }} :ro :interp
 .note.solo5.abi : {{ *(.note.solo5.abi) }} :ro :abi
 .note.solo5.manifest : {{ *(.note.solo5.manifest) }} :ro :mft
 .rodata : {{ *(.rodata*) }} :ro
 . = ALIGN({between});
 .guard {load}: {{ {guard} }} :guard
 .data : {{ *(.data*) }} :data
 .bss : {{ *(.bss*) }} :data
}}
"""
_LAYOUT = {
    "text": "5",
    "ro": "4",
    "data": "6",
    "base": "0x100000",
    "between": "4096",
    "guard": "",
    "load": "",
}


@dataclass(frozen=True)
class Sample:
    """A linked image and its map."""

    image: Path
    map: Path


def zig() -> str:
    """The environment's compiler, as its path."""
    package = pytest.importorskip("ziglang", reason="the wheel ziglang is missing")
    return str(Path(package.__file__).parent / "zig")


def program(name: str) -> str:
    """A program of the machine, which serves as an oracle."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} on this machine to compare with")
    return found


def objects(folder: Path, arch: str = "x86_64", compiler: str = "zig") -> list[str]:
    """The compiled sources, by paths relative to ``folder``."""
    for name, text in {**SOURCES, "record.S": note_assembly(RECORD)}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        assemble(folder, name, arch, compiler)
    return [_object(name) for name in (*SOURCES, "record.S")]


def assemble(
    folder: Path, name: str, arch: str = "x86_64", compiler: str = "zig"
) -> None:
    """The object of one source."""
    _run(folder, [*_compile(compiler, arch), "-c", name, "-o", _object(name)])


def link(folder: Path, made: list[str], name: str = "app.spt", **layout: str) -> Sample:
    """An image of the objects, linked by lld; ``layout`` bends the script."""
    script = folder / f"{name}.ld"
    script.write_text(SCRIPT.format(**{**_LAYOUT, **layout}))
    options = ["-nostdlib", "-static", "--gc-sections", "-z", "max-page-size=4096"]
    files = ["-T", script.name, f"-Map={name}.map", "-o", name]
    _run(folder, [zig(), "ld.lld", *options, *files, *made])
    return Sample(folder / name, folder / f"{name}.map")


def link_gnu(folder: Path, made: list[str], name: str = "gnu.spt") -> Sample:
    """The same by GNU ld; its map must not count what the script drops."""
    script = folder / f"{name}.ld"
    dropped = "\n /DISCARD/ : { *(.comment) *(.note.GNU-stack) }\n}\n"
    script.write_text(SCRIPT.format(**_LAYOUT).removesuffix("\n}\n") + dropped)
    options = ["-nostdlib", "-static", "--gc-sections", "-z", "max-page-size=4096"]
    files = ["-T", script.name, f"-Map={name}.map", "-o", name]
    _run(folder, [program("ld"), *options, *files, *made])
    return Sample(folder / name, folder / f"{name}.map")


def real_images() -> list[Path]:
    """Images that are there already, ours and Solo5's; skips without any."""
    ours, solo5 = os.environ.get("ECHIS_BUILD"), os.environ.get("SOLO5")
    found = sorted(Path(solo5).glob("tests/test_*/test_*.*")) if solo5 else []
    found += sorted(Path(ours).rglob("*")) if ours else []
    targets = {".hvt", ".spt", ".virtio", ".xen", ".muen", ".stub"}
    images = [f for f in found if f.suffix in targets and f.is_file()]
    return images or pytest.skip("neither ECHIS_BUILD nor SOLO5 names built images")


def _object(name: str) -> str:
    return name.rpartition(".")[0] + ".o"


def _compile(compiler: str, arch: str) -> list[str]:
    common = ["-Os", "-g0", "-ffreestanding", "-ffunction-sections", "-fdata-sections"]
    common += ["-fno-asynchronous-unwind-tables", "-fno-pic"]
    if compiler == "gcc":
        return [program("gcc"), *common, "-fno-stack-protector"]
    target = [zig(), "cc", "-target", f"{arch}-freestanding-none"]
    return [*target, *common, "-fno-unwind-tables", "-fno-sanitize=undefined"]


def _run(folder: Path, command: list[str]) -> None:
    cache = str(folder / ".zig")
    env = {"ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache, **os.environ}
    subprocess.run(command, cwd=folder, env=env, check=True)
