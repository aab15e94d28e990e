# SPDX-License-Identifier: ISC
"""The arguments that a unikernel is started with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from echis.checked import checked
from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Job, Typ, job


class ArgvSignature(Protocol):
    """What boot arguments are; after mirage-bootvar's ``argv``."""

    def argv(self) -> list[str]:
        """The words of the command line, the image's name first, or ``""``."""


class Argv(ArgvSignature):
    """The marker of ``argv``."""


argv: Typ[Argv] = Typ(Argv, "argv")


def _command_line(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.default_argv({json.dumps(info.name)})"


def _nothing(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.no_argv()"


def _load(info: Info, module: str, args: Sequence[str]) -> str:
    (words,) = args
    return f"{module}._parse({words}.argv())"


# What the tender, QEMU or Xen hands over.
default_argv: Impl[Argv] = impl(
    "default_argv", argv, module="echis_args", connect=_command_line, early=True
)

# Nothing is parsed: every key has its default, and sys.argv is [""].
no_argv: Impl[Argv] = impl(
    "no_argv", argv, module="echis_args", connect=_nothing, early=True
)

_keys = impl("keys", argv >> job, module="key_gen", connect=_load, early=True)


@checked
def keys(argv: Impl[Argv]) -> Impl[Job]:
    """The job that reads the run-time keys; --help and mistakes end it, 63 and 64."""
    return _keys(argv)
