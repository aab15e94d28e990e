# SPDX-License-Identifier: ISC
# Prints what it sees of a database in which dom0.c does certain things in order.
import asyncio
import errno

from echis import Qubesdb

WATCHED = ("/mood", "/long", "/folder/a", "/end")


async def start(database: Qubesdb) -> None:
    try:
        await use(database)
    except OSError as error:
        print(error)


async def use(database: Qubesdb) -> None:
    print(database.read("/name"), database.read("/none"))
    # They wait before dom0 is told that it may go on.
    waiting = [asyncio.create_task(database.changed(path)) for path in WATCHED]
    await write_some(database)
    print("mood", await waiting[0])
    await database.write("/guest/mood", "seen")
    print("mood", await database.changed("/mood"))
    await database.write("/guest/mood", "seen")
    print("mood", await database.changed("/mood"))
    await waiting[1]
    print("long", len(database.read("/long") or ""))
    print("folder", await waiting[2], database.read("/folder/b"))
    print("end", await waiting[3])


async def write_some(database: Qubesdb) -> None:
    await write(database, "/guest/greeting", "good morning")
    await write(database, "/guest/refused", "x")
    await write(database, "/no blanks", "x")
    await write(database, "/" + 63 * "x", "x")
    await write(database, "/guest/zero", "\0")
    await write(database, "/guest/long", 3072 * "y")
    await write(database, "/guest/long", 3071 * "y")


async def write(database: Qubesdb, path: str, value: str) -> None:
    try:
        await database.write(path, value)
        print("wrote", path, len(database.read(path) or ""))
    except OSError as error:
        print("refused", path[:16], len(value), errno.errorcode[error.errno])
