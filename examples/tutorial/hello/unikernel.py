# SPDX-License-Identifier: ISC
# Waits with the timer that config.py hands over, and logs through the reporter.
import logging

from echis import Time

log = logging.getLogger("hello")


async def start(time: Time) -> None:
    for _ in range(4):
        log.info("hello")
        await time.sleep_ms(1000)
