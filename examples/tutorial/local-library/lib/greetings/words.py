# SPDX-License-Identifier: ISC
# The words of the greetings.


def word() -> str:
    return "Hello"
