# SPDX-License-Identifier: ISC
"""The frozen block device: any request becomes whole, aligned blocks."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SIZE = 512


class Disk(ModuleType):
    """``_solo5`` over memory, as strict as the bindings: whole, aligned blocks."""

    def __init__(self, blocks: int) -> None:
        super().__init__("_solo5")
        self.calls = self.flushes = 0
        self.content = bytearray(random.Random(7).randbytes(blocks * SIZE))

    def block_acquire(self, name: str) -> tuple[int, int, int]:
        assert name == "disk"
        return 1, len(self.content), SIZE

    def _check(self, handle: int, offset: int, size: int) -> None:
        self.calls += 1
        if handle != 1 or size == 0 or size % SIZE or offset % SIZE:
            raise OSError(22)
        if offset + size > len(self.content):
            raise OSError(22)

    def block_read(self, handle: int, offset: int, buffer: memoryview) -> None:
        self._check(handle, offset, len(buffer))
        buffer[:] = self.content[offset : offset + len(buffer)]

    def block_write(self, handle: int, offset: int, data: memoryview) -> None:
        self._check(handle, offset, len(data))
        self.content[offset : offset + len(data)] = data

    def block_flush(self, handle: int) -> None:
        assert handle == 1
        self.flushes += 1


@pytest.fixture
def disk() -> Disk:
    return Disk(8)


@pytest.fixture
def block(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(sys.modules, "_solo5", disk)
    path = ROOT / "runtime" / "lib" / "echis_block.py"
    spec = importlib.util.spec_from_file_location("echis_block", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Block("disk")


def test_random_requests(disk: Disk, block: Any) -> None:
    source = random.Random(11)
    model = bytearray(disk.content)
    for _ in range(500):
        number, offset = source.randrange(8), source.choice([0, 0, 1, 511, 512, 700])
        start = number * SIZE + offset
        size = source.choice([0, 1, 3, 511, 512, 513, 1024, 2000])
        if start + size > len(model):
            continue
        data = bytearray(source.randbytes(size))
        if source.random() < 0.5:
            block.writeblocks(number, data, offset)
            model[start : start + size] = data
        else:
            block.readblocks(number, data, offset)
            assert data == model[start : start + size]
    assert disk.content == model


def test_whole_blocks_are_moved_together(disk: Disk, block: Any) -> None:
    block.readblocks(1, bytearray(5 * SIZE))
    assert disk.calls == 1
    block.readblocks(1, bytearray(4 * SIZE), 100)
    assert disk.calls == 1 + 3


def test_beyond_the_end_is_an_error(block: Any) -> None:
    with pytest.raises(OSError):
        block.readblocks(8, bytearray(SIZE))
    with pytest.raises(OSError):
        block.writeblocks(7, bytearray(2 * SIZE))


def test_ioctl(block: Any, disk: Disk) -> None:
    assert (block.ioctl(4, 0), block.ioctl(5, 0)) == (8, SIZE)
    assert [block.ioctl(op, 0) for op in (1, 2, 6)] == [0, 0, 0]
    assert disk.flushes == 0
    assert (block.ioctl(3, 0), disk.flushes) == (0, 1)
