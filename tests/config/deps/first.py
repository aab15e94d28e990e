# SPDX-License-Identifier: ISC
# Connects as its first argument, and prints the others.


async def connect(name, *states):
    print("connect", name, [type(one).__name__ for one in states])
    return name
