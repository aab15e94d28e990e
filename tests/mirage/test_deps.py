# SPDX-License-Identifier: ISC
"""What a device depends on besides its parameters: section 1.3 of MirageOS's."""

from __future__ import annotations

from collections.abc import Callable

from echis import block, device, impl, job, noop, of_device
from echis.application import Application
from echis.info import of

Config = Callable[..., Application]
Mistake = Callable[[str], str]


def _names(app: Application) -> list[str]:
    """The devices in the order that they connect in, without those of every image."""
    found = [device.name for device in of(app, "spt").graph.devices()]
    return found[found.index("default_reporter") + 1 :]


def test_a_device_takes_deps() -> None:
    expected = impl("d", job, extra_deps=[noop])
    assert of_device(device("d", job, extra_deps=[noop])) == expected
    assert of_device(device("d", job, deps=[noop])) == expected
    assert of_device(device("d", job), [noop]) == expected
    assert of_device(device("d", job), extra_deps=[noop]) == expected
    assert of_device(device("d", job)) != expected
    functor = of_device(device("d", block >> job, extra_deps=[noop]))
    assert functor == impl("d", block >> job, deps=[noop])


def test_deps_from_everywhere_come_in_their_order(config: Config) -> None:
    app = config(
        "def one(n): return impl(n, job)\n"
        "d = device('d', job, deps=[one('two')], extra_deps=[one('one')])\n"
        "e = of_device(d, [one('four')], extra_deps=[one('three')])\n"
        "register('a', [e])\n"
    )
    assert _names(app) == ["one", "two", "three", "four", "d"]


def test_what_is_no_dep(mistake: Mistake) -> None:
    assert mistake("of_device(device('d', block), 3)") == (
        "config.py:2: deps is a list of implementations, got one int"
    )
    assert mistake("of_device(device('d', block), extra_deps=[3])") == (
        "config.py:2: the deps of d must be implementations that need no more "
        "arguments, got 3, which is no implementation"
    )
    assert mistake("of_device(device('d', job, deps=[impl('f', block >> job)]))") == (
        "config.py:2: the deps of d must be implementations that need no more "
        "arguments, got block >> job"
    )
    assert mistake("of_device('d')") == (
        "config.py:2: of_device needs a device, as device(…) makes it, got 'd'"
    )
