# SPDX-License-Identifier: ISC
# Imports the library by its name.
from greetings import greeting


def start() -> None:
    print(greeting("library"))
