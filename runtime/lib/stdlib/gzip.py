# SPDX-License-Identifier: ISC
# gzip: whole data, and files of the image's file systems.

import io
import zlib

import deflate


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    return zlib.compress(data, wbits=31)


def decompress(data):
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
    try:
        return zlib.decompress(data, wbits=31)
    except zlib.error as error:
        raise EOFError(str(error)) from None


def open(filename, mode="rb", compresslevel=9):
    file, own = filename, isinstance(filename, str)
    if own:
        file = io.open(filename, "wb" if "w" in mode else "rb")
    stream = deflate.DeflateIO(file, deflate.GZIP, 0, own)
    return io.TextIOWrapper(stream) if "t" in mode else stream
