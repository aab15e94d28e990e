# SPDX-License-Identifier: ISC
# Connecting devices: each in a task of its own, so that independent ones connect
# at the same time, and each once, however many wait for it.
import asyncio

from echis_early import failed


def device(name, where, connect, *needs):
    # The task that gives the device's state, once those that it needs are there.
    return asyncio.create_task(_connect(name, where, connect, needs))


async def finished(result):
    # For a start of which nobody can tell whether it gives something to await.
    return await result if hasattr(result, "send") else result


async def _connect(name, where, connect, needs):
    states = []
    for need in needs:  # MicroPython awaits in no comprehension.
        states.append(await need)
    try:
        return await connect(*states)
    except SystemExit:
        raise
    except BaseException as error:  # It may be cancelled, or interrupt itself.
        failed(name, where, error)
