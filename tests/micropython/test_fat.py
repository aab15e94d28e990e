# SPDX-License-Identifier: ISC
"""The volume, read by the driver in Debian's MicroPython."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.lab import debian_micropython
from tests.lab.errors import Missing

from . import fat

FILES = {
    "empty.txt": b"",
    "a/one sector.txt": b"s" * fat.SECTOR,
    "a/b/A name with more than thirteen characters.py": b"x = 1\n",
    "a/b/thirteenchars": bytes(range(256)) * 5,
} | {f"many/file{i}.py": b"%d" % i for i in range(200)}

READER = """
import os, sys, vfs
class File:
    def __init__(self, name): self.file = open(name, "rb")
    def readblocks(self, n, buffer):
        self.file.seek(n * 512); self.file.readinto(buffer)
    def ioctl(self, op, arg):
        return self.file.seek(0, 2) // 512 if op == 4 else 512 if op == 5 else 0
vfs.mount(vfs.VfsFat(File(sys.argv[1])), "/fat")
def show(path):
    for name, kind, _, size in sorted(os.ilistdir(path)):
        inner = path + "/" + name
        if kind == 0x4000: show(inner)
        else: print(inner[5:], size, list(open(inner, "rb").read()))
show("/fat")
"""


def test_every_file_is_there(tmp_path: Path) -> None:
    try:
        program = debian_micropython.command()
    except Missing as missing:
        pytest.skip(str(missing))
    (tmp_path / "reader.py").write_text(READER)
    (tmp_path / "volume").write_bytes(fat.volume(fat.tree(FILES)))
    words = [*program, str(tmp_path / "reader.py"), str(tmp_path / "volume")]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, timeout=60
    )
    assert not done.stderr
    shown = sorted(done.stdout.splitlines())
    assert shown == sorted(f"{n} {len(d)} {list(d)}" for n, d in FILES.items())
