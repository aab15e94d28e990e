# SPDX-License-Identifier: ISC
from echis import Block, Console, Job, Time


async def start(time: Time, disk: Block, setup: Job, console: Console) -> None:
    await time.sleep_ms(disk.block_size)
    console.write("done")
