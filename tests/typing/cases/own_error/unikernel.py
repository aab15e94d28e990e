# SPDX-License-Identifier: ISC
import helper


async def start():
    helper.add(1)
