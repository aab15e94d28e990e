# SPDX-License-Identifier: ISC
# asyncio under its older name, which many MicroPython programs still import.
import asyncio


def __getattr__(name):
    return getattr(asyncio, name)
