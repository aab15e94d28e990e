# SPDX-License-Identifier: ISC
import datetime_of_nowhere
from typing import Any


async def start() -> Any:
    import threading

    threading.Thread()
