# SPDX-License-Identifier: ISC
import native


async def start():
    print(native.answer())
