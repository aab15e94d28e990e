# SPDX-License-Identifier: ISC
"""The language of ``config.py``: ``from echis import *`` gives these names."""

from echis import action as Action
from echis import impl as Impl
from echis import info as Info
from echis import key as Key
from echis import type as Type
from echis.device import Device, code
from echis.devices.argv import Argv, argv, default_argv, keys, no_argv
from echis.devices.block import Block, block, block_of_file
from echis.devices.build_info import (
    BuildInfo,
    app_info,
    app_info_with_opam_deps,
    info,
)
from echis.devices.job import noop
from echis.devices.register import register
from echis.impl import dep, device, if_impl, impl, match_impl, of_device
from echis.install import install, rule
from echis.key import key, runtime_arg
from echis.package import Package, package
from echis.type import Job, job, typ
from echis.unikernel import main
from echis.value import Context, Value

foreign = main

__all__ = [
    "Action", "Argv", "Block", "BuildInfo", "Context", "Device", "Impl", "Info", "Job",
    "Key", "Package", "Type", "Value", "app_info", "app_info_with_opam_deps", "argv",
    "block", "block_of_file", "code", "default_argv", "dep", "device", "foreign",
    "if_impl", "impl", "info", "install", "job", "key", "keys", "main", "match_impl",
    "no_argv", "noop", "of_device", "package", "register", "rule", "runtime_arg", "typ",
]  # fmt: skip
