# SPDX-License-Identifier: ISC
"""QEMU's qcow2, version 3: a disk without the clusters that hold nothing.

Names and numbers are those of QEMU's docs/interop/qcow2.txt.
"""

from __future__ import annotations

import struct

_BITS = 16
CLUSTER = 1 << _BITS
MAGIC = b"QFI\xfb"
_COPIED = 1 << 63  # the reference count is one
_HEADER = 104
_REFCOUNT_ORDER = 4  # counts are 16 bits wide
_REFCOUNTS = CLUSTER // 2
_ENTRIES = CLUSTER // 8
# The metadata has one cluster each: header, refcount table and block, L1 and L2.
_TABLE, _BLOCK, _L1, _L2, _DATA = range(1, 6)


def pack(disk: bytes) -> bytes:
    """The file; a disk is a multiple of a cluster, and fits into one L2 table."""
    assert len(disk) % CLUSTER == 0
    clusters = [disk[at : at + CLUSTER] for at in range(0, len(disk), CLUSTER)]
    assert len(clusters) <= min(_ENTRIES, _REFCOUNTS - _DATA)
    used = [cluster for cluster in clusters if any(cluster)]
    parts = [
        _header(len(disk)),
        struct.pack(">Q", _BLOCK * CLUSTER),
        struct.pack(">H", 1) * (_DATA + len(used)),
        struct.pack(">Q", _L2 * CLUSTER | _COPIED),
        _l2(clusters),
        *used,
    ]
    return b"".join(part.ljust(CLUSTER, b"\0") for part in parts)


def _header(size: int) -> bytes:
    fields = struct.pack(">4sIQIIQ", MAGIC, 3, 0, 0, _BITS, size)
    fields += struct.pack(">IIQQII", 0, 1, _L1 * CLUSTER, _TABLE * CLUSTER, 1, 0)
    fields += struct.pack(">QQQQII", 0, 0, 0, 0, _REFCOUNT_ORDER, _HEADER)
    assert len(fields) == _HEADER
    return fields


def _l2(clusters: list[bytes]) -> bytes:
    """Where each cluster is; 0 where it holds nothing."""
    entries, at = [], _DATA
    for cluster in clusters:
        entries.append(at * CLUSTER | _COPIED if any(cluster) else 0)
        at += any(cluster)
    return struct.pack(f">{len(entries)}Q", *entries)
