# SPDX-License-Identifier: ISC
async def start(setup: int) -> None:
    print(setup)
