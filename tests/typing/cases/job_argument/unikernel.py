# SPDX-License-Identifier: ISC
from echis import Job


async def start(setup: Job) -> None:
    print(setup)
