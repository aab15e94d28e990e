# SPDX-License-Identifier: ISC
import asyncio
import json
import os
import random
import re
from collections import Counter, deque
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 0


async def start():
    queue = asyncio.Queue()
    await queue.put(json.dumps({"a": 1}, indent=2))
    await asyncio.sleep_ms(1)
    print(re.findall("a", "banana"), Counter("abc"), deque((), 3))
    print(random.getrandbits(3), os.listdir("/"), os.getenv("x"))
    execfile("more.py")
    print(os.nothing)
    print(Point("x"))
