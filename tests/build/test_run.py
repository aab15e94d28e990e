# SPDX-License-Identifier: ISC
"""`run`: what the application prints, and the status it ends with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile

from echis.arguments import host_arch
from tests.build.conftest import Scons

FOREIGN = "aarch64" if host_arch() == "x86_64" else "x86_64"

RAISES = """
def third():
    raise ValueError("no")


def start():
    third()
"""

SEES_ARGV = """
import sys


def start():
    print(sys.argv[1:])
"""


def test_hello_prints_four_lines(scons: Scons) -> None:
    done = scons("target=spt", "app=examples/hello", 'args=--hello="Hi there"', "run")
    assert (done.stdout, done.returncode) == ("Hi there\n" * 4, 0)


@pytest.mark.parametrize(
    ("argument", "status"), [("--help", 63), ("--nonsense", 64), ("stray", 64)]
)
def test_the_parser_ends_with_its_status(
    scons: Scons, argument: str, status: int
) -> None:
    done = scons("target=spt", "app=examples/hello", f"args={argument}", "run")
    assert done.returncode == status
    assert "hello" in done.stdout


def test_bytes_that_are_no_text_are_a_bad_argument(scons: Scons) -> None:
    done = scons("target=spt", "app=examples/hello", "args=--hello=\udcff", "run")
    assert done.returncode == 64
    assert done.stdout == "echis: the command line is not UTF-8\n"


def test_an_exception_shows_file_and_line(
    scons: Scons, app: Callable[..., Path]
) -> None:
    done = scons("target=spt", f"app={app(unikernel__py=RAISES)}", "run")
    assert done.returncode == 255
    assert '"unikernel.py", line 3, in third' in done.stdout
    assert "ValueError: no" in done.stdout


def test_a_constant_may_be_infinite(scons: Scons, app: Callable[..., Path]) -> None:
    text = "def start():\n    print(1e999, -1e999, 1.5)\n"
    done = scons("target=spt", f"app={app(unikernel__py=text)}", "run")
    assert done.stdout == "inf -inf 1.5\n"


def test_source_nested_too_deeply_is_told(
    scons: Scons, app: Callable[..., Path]
) -> None:
    text = f"def start():\n    return {'-' * 100_000}1\n"
    done = scons("target=spt", f"app={app(unikernel__py=text)}")
    assert "unikernel.py" in done.stderr
    assert "nested" in done.stderr
    assert "Traceback" not in done.stderr


UNPRINTABLE = """
class Bad(Exception):
    def __str__(self):
        raise ValueError("inner")


def start():
    raise {}
"""


@pytest.mark.parametrize(
    ("raised", "said", "status"),
    [
        ("ValueError(Bad())", "ValueError: <exception str() failed>\n", 255),
        ("SystemExit(Bad())", "<exception str() failed>\n", 1),
        ("SystemExit(2**70)", "", 255),
        ("SystemExit(True)", "", 1),
    ],
)
def test_what_cannot_be_printed_ends_the_program_all_the_same(
    scons: Scons, app: Callable[..., Path], raised: str, said: str, status: int
) -> None:
    folder = app(unikernel__py=UNPRINTABLE.format(raised))
    done = scons("target=spt", f"app={folder}", "run")
    assert done.returncode == status
    assert done.stdout.endswith(said)
    assert "no handler" not in done.stdout
    assert "ABORT" not in done.stdout


def test_two_mebibytes_are_enough(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(unikernel__py="def start():\n    print('small')\n")
    done = scons("target=spt", f"app={folder}", "mem=2", "run")
    assert (done.stdout, done.returncode) == ("small\n", 0)


def test_memory_that_does_not_even_hold_a_heap(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """The image ends in the last pages of the memory that it is given."""
    folder = app(
        config='register("probe", [main("unikernel", job, c_modules=["fill.c"])])',
        unikernel__py="import fill\ndef start(): print(fill)\n",
        fill__c=FILL.format(1),
    )
    words = ("target=spt", f"app={folder}", "check=off", "mem=3", "run")
    assert scons(*words).returncode == 0
    size = (3 << 20) - (8 << 10) - _end(tmp_path / "dist" / "probe.spt")
    (folder / "fill.c").write_text(FILL.format(size))
    done = scons(*words)
    said = "Solo5: ABORT: Not enough memory: 4 MiB are needed at least\n"
    assert (done.returncode, done.stdout) == (255, said)
    assert scons(*(w.replace("=3", "=4") for w in words)).returncode == 0


def _end(image: Path) -> int:
    with image.open("rb") as stream:
        segments = ELFFile(stream).iter_segments("PT_LOAD")
        return max(s["p_vaddr"] + s["p_memsz"] for s in segments)


def test_a_sector_size_reaches_the_image(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(
        config='disk = block_of_file("disk")\n'
        'register("probe", [main("unikernel", block >> job)(disk)])',
        unikernel__py="def start(disk):\n    print(disk.ioctl(5, 0))\n",
    )
    (tmp_path / "disk.img").write_bytes(bytes(8192))
    words = ("target=spt", f"app={folder}", f"block.disk={tmp_path}/disk.img", "run")
    assert scons(*words).stdout == "512\n"
    assert scons(*words, "sector.disk=4096").stdout == "4096\n"


FILL = """\
#include "py/obj.h"
static char filled[{}];
static mp_obj_t look(void) {{ return MP_OBJ_NEW_SMALL_INT(filled[0]); }}
static MP_DEFINE_CONST_FUN_OBJ_0(look_obj, look);
static const mp_rom_map_elem_t table[] = {{
    {{ MP_ROM_QSTR(MP_QSTR_look), MP_ROM_PTR(&look_obj) }},
    {{ MP_ROM_QSTR(MP_QSTR_at), MP_ROM_PTR(filled) }},
}};
static MP_DEFINE_CONST_DICT(globals, table);
const mp_obj_module_t module_fill = {{
    .base = {{ &mp_type_module }},
    .globals = (mp_obj_dict_t *)&globals,
}};
MP_REGISTER_MODULE(MP_QSTR_fill, module_fill);
"""


def test_memory_error_can_be_caught(scons: Scons, app: Callable[..., Path]) -> None:
    text = (
        "def start():\n    try:\n        bytearray(1 << 30)\n"
        "    except MemoryError:\n        print('caught')\n"
    )
    done = scons("target=spt", f"app={app(unikernel__py=text)}", "mem=8", "run")
    assert (done.stdout, done.returncode) == ("caught\n", 0)


HUGE = """
from collections import deque


def start():
    for length in (1 << 60, (1 << 61) - 1, (1 << 63) - 1):
        try:
            made = deque((), length)
            made.append(1)
            print("made", length)
        except (MemoryError, OverflowError):
            pass
    for times in (1 << 60, 1 << 61, (1 << 61) + 1, (1 << 62) - 1):
        for make in (
            lambda: [0] * times,
            lambda: (0,) * times,
            lambda: "ab" * 8 * times,
            lambda: b"ab" * 8 * times,
            lambda: [0] * 8 * times,
        ):
            try:
                print("made", make())
            except (MemoryError, OverflowError):
                pass
    print("alive")
"""


def test_no_product_is_too_large_for_a_memory_error(
    scons: Scons, app: Callable[..., Path]
) -> None:
    done = scons("target=spt", f"app={app(unikernel__py=HUGE)}", "mem=4", "run")
    assert (done.stdout, done.returncode) == ("alive\n", 0)


def test_a_c_module_is_imported(scons: Scons) -> None:
    done = scons("target=spt", "app=examples/native", "run")
    assert (done.stdout, done.returncode) == ("crc32c e3069283 ok\n", 0)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("target=spt", f"arch={FOREIGN}"), f"and the image {FOREIGN}; build it without run"),
        (("target=spt", "block.disk=none.img"), "the image has no block device"),
    ],
)
def test_what_cannot_run_is_refused_before_it_is_built(
    scons: Scons, app: Callable[..., Path], words: tuple[str, ...], reason: str
) -> None:
    folder = app(unikernel__py="def start():\n    pass\n")
    done = scons(f"app={folder}", *words, "run")
    assert done.returncode == 1
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_image_that_another_machine_runs_is_still_built(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(unikernel__py="def start():\n    pass\n")
    done = scons(f"app={folder}", "target=spt", f"arch={FOREIGN}")
    assert done.returncode == 0
    assert (tmp_path / "dist" / FOREIGN / "probe.spt").exists()
