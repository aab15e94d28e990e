# SPDX-License-Identifier: ISC
import datetime_of_nowhere, ssl, secrets
import math, os
from typing import Any

found = math.prod([os.getpid(), 2])


async def start() -> Any:
    import threading

    threading.Thread()
