# SPDX-License-Identifier: ISC
"""Google Compute Engine's form of a disk: ``disk.raw`` in a compressed tar archive.

It is the old GNU form, where a sparse file keeps only what holds something, and the
disk's size is a multiple of 1 GiB.
"""

from __future__ import annotations

import struct
import tarfile
import zlib

NAME = "disk.raw"
_GIB = 1 << 30
_SPARSE, _CHECKSUM = 386, 148  # where these fields of a header begin
_RECORD = tarfile.RECORDSIZE
_STORED = 0xFFFF  # the most that a block of deflate holds without compression


def pack(disk: bytes, date: int) -> bytes:
    """The archive; ``date`` is in seconds since 1970."""
    end = -len(disk) % tarfile.BLOCKSIZE
    content = _header(len(disk), date) + disk + bytes(end)
    content += bytes(2 * tarfile.BLOCKSIZE)
    return _gzip(content + bytes(-len(content) % _RECORD), date)


def _header(stored: int, date: int) -> bytes:
    """The header of a sparse file whose first ``stored`` bytes are in the archive."""
    info = tarfile.TarInfo(NAME)
    info.type, info.size, info.mtime = tarfile.GNUTYPE_SPARSE, stored, date
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    size = -(-stored // _GIB) * _GIB
    # Two pieces, the last of which is empty and tells the end; then the whole size.
    map_ = [*map(_octal, (0, stored, size, 0)), bytes(4 * 12), b"\0", _octal(size)]
    header[_SPARSE : _SPARSE + 109] = b"".join(map_)
    header[_CHECKSUM : _CHECKSUM + 8] = b" " * 8
    header[_CHECKSUM : _CHECKSUM + 8] = f"{sum(header):06o}\0 ".encode()
    return bytes(header)


def _octal(number: int) -> bytes:
    return f"{number:011o}".encode() + b"\0"


def _gzip(content: bytes, date: int) -> bytes:
    """RFC 1952, not compressed: what zlib makes of it differs by its version."""
    head = struct.pack("<BBBBIBB", 0x1F, 0x8B, 8, 0, date & 0xFFFFFFFF, 0, 255)
    pieces = [content[at : at + _STORED] for at in range(0, len(content), _STORED)]
    blocks = (
        struct.pack("<BHH", piece is pieces[-1], len(piece), len(piece) ^ 0xFFFF)
        + piece
        for piece in pieces
    )
    tail = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return head + b"".join(blocks) + tail
