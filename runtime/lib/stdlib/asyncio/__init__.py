# SPDX-License-Identifier: ISC
# asyncio: MicroPython's, and what it lacks from a file each. Every file is in an image
# only when something uses it.

from .core import *

_attrs = {
    "BoundedSemaphore": "sync",
    "Condition": "sync",
    "Event": "event",
    "LifoQueue": "queues",
    "Lock": "lock",
    "PriorityQueue": "queues",
    "Queue": "queues",
    "QueueEmpty": "queues",
    "QueueFull": "queues",
    "Semaphore": "sync",
    "StreamReader": "stream",
    "StreamWriter": "stream",
    "TaskGroup": "groups",
    "ThreadSafeFlag": "event",
    "as_completed": "groups",
    "gather": "funcs",
    "open_connection": "stream",
    "start_server": "stream",
    "timeout": "groups",
    "wait_for": "funcs",
    "wait_for_ms": "funcs",
}


def __getattr__(name):
    if name not in _attrs:
        raise AttributeError(name)
    try:
        module = __import__(_attrs[name], None, None, True, 1)
    except ImportError:
        # Nothing in this image names it.
        raise AttributeError(name) from None
    globals()[name] = value = getattr(module, name)
    return value
