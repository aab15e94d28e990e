# SPDX-License-Identifier: ISC
"""The language of ``config.py``: ``from echis import *`` gives these names."""

from echis import key as Key
from echis import type as Type
from echis import value as Value
from echis.application import register
from echis.devices.block import Block, block, block_of_file
from echis.impl import if_impl, impl
from echis.key import key
from echis.type import Job, job, typ
from echis.unikernel import main

__all__ = [
    "Block",
    "Job",
    "Key",
    "Type",
    "Value",
    "block",
    "block_of_file",
    "if_impl",
    "impl",
    "job",
    "key",
    "main",
    "register",
    "typ",
]
