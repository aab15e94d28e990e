# SPDX-License-Identifier: ISC
"""What runs before any package is there: the standard library only."""


class Stop(Exception):
    """The one sentence with which the wrapper ends."""
