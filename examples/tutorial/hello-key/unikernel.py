# SPDX-License-Identifier: ISC
# key_gen has a function for each key.
import logging

import key_gen

from echis import Time

log = logging.getLogger("hello")


async def start(time: Time) -> None:
    for _ in range(4):
        log.info(key_gen.hello())
        await time.sleep_ms(1000)
