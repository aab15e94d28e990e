# SPDX-License-Identifier: ISC
"""``register``: an application, with what every unikernel starts with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from echis.application import Application, application
from echis.devices import argv as boot
from echis.devices import reporter as logs
from echis.devices import tracing as traces
from echis.devices.argv import Argv, default_argv
from echis.devices.argv import keys as load_keys
from echis.devices.reporter import Reporter, default_reporter
from echis.devices.runtime import runtime
from echis.devices.tracing import Tracing
from echis.errors import ConfigError
from echis.impl import described, impl, result_of
from echis.info import Info
from echis.key import Key
from echis.location import caller
from echis.package import Package
from echis.type import Impl, Job, Typ, job


def register(
    name: str,
    jobs: Sequence[Impl[Job]],
    *,
    argv: Impl[Argv] | None = None,
    reporter: Impl[Reporter] | None = None,
    tracing: Impl[Tracing] | None = None,
    keys: Sequence[Key[Any]] = (),
    packages: Sequence[Package] = (),
    src: str = "auto",
) -> Application:
    """The application ``name`` that runs ``jobs`` in order.

    Before them come the command line, the runtime's settings, the reporter and
    tracing. ``src`` goes into ``build_info`` and the image: "auto" is the git remote
    and commit of ``config.py``, "none" nothing, anything else itself.
    """
    _check("argv", argv, boot.argv)
    _check("reporter", reporter, logs.reporter)
    _check("tracing", tracing, traces.tracing)
    init: list[Impl[Any]] = [load_keys(argv or default_argv), runtime]
    init += [reporter or default_reporter(), *([tracing] if tracing else [])]
    if keys or packages:
        init.append(_own(keys, packages))
    return application(name, jobs, init, src)


def _check(option: str, given: Impl[Any] | None, wanted: Typ[Any]) -> None:
    if given is not None and result_of(given) != wanted:
        raise ConfigError(
            f"register: {option}= needs {wanted}, got {described(given)}", caller()
        )


def _own(keys: Sequence[Key[Any]], packages: Sequence[Package]) -> Impl[Job]:
    """What belongs to the application and to no device of it."""
    return impl(
        "application",
        job,
        module="",
        connect=_nothing,
        keys=keys,
        packages=packages,
        early=True,
    )


def _nothing(info: Info, module: str, args: Sequence[str]) -> str:
    return ""
