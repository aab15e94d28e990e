# SPDX-License-Identifier: ISC
"""All packages that an application may be built with, which is what its lock holds."""

from __future__ import annotations

from collections.abc import Iterator

from echis.application import Application
from echis.engine import all_devices
from echis.package import Package, merge
from echis.value import Context
from echis.verbs import TARGETS


def of(app: Application, context: Context) -> tuple[Package, ...]:
    """Those of every branch and of every target, with the keys as they are given.

    So the lock does not depend on which of them is built.
    """
    return merge(_every(app, context))


def _every(app: Application, context: Context) -> Iterator[Package]:
    contexts = [Context({**context.given, "target": name}) for name in TARGETS]
    for device in all_devices(app.all_jobs):
        yield from device.packages
        for one in contexts if device.packages_v else ():
            assert device.packages_v
            yield from device.packages_v.eval(one)
