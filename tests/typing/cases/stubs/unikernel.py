# SPDX-License-Identifier: ISC
import array
import asyncio
import collections
import deflate
import gc
import io
import json
import os
import re
import select
import struct
import sys
import time

import uctypes
import utime
import vfs


async def start():
    time.sleep_ms(1)
    await asyncio.sleep_ms(3)
    await asyncio.wait_for_ms(asyncio.sleep(1), 3)
    task = asyncio.create_task(asyncio.sleep(1))
    task.cancel()
    lock, event = asyncio.Lock(), asyncio.Event()
    async with lock:
        event.set()
    print(time.ticks_diff(time.ticks_ms(), utime.ticks_ms()) + 1)
    print(json.dumps({"a": json.loads("1")}).encode())
    print(struct.unpack("<I", b"1234")[0], re.match("a", "ab"))
    print(io.BytesIO(b"x").getvalue(), io.StringIO("x").read())
    print(collections.OrderedDict(), collections.deque((), 3))
    print(array.array("B", b"x"), uctypes.sizeof, vfs.VfsFat, gc.mem_free())
    print(os.urandom(4) if hasattr(os, "urandom") else b"", int.from_bytes(b"x", "big"))
    try:
        raise OSError(5)
    except OSError as error:
        sys.print_exception(error)
        print(error.errno)
    print(time.monotonic() + 1.5, time.perf_counter_ns() // 2)
    with deflate.DeflateIO(io.BytesIO(b""), deflate.ZLIB) as stream:
        print(stream.write(b"x") + 1, stream.read())
    readable, _, _ = select.select([sys.stdin], [], [], 0.5)
    for one in readable:
        print(one.readinto(bytearray(1)), io.StringIO("x").readinto(bytearray(1)))
    sys.atexit(lambda: print("end"))
    print(b"{}".format(1).decode(), bytearray(b"{x}").format(x=1).decode())
