# SPDX-License-Identifier: ISC
from collections.abc import Callable
from typing import Any


def of_numbers(function: Any) -> Callable[[int], None]:
    return function


@of_numbers
def start(setup):
    print(setup)
