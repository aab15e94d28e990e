# SPDX-License-Identifier: ISC
"""What a device depends on besides its parameters: section 1.3 of MirageOS's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from echis import block, device, impl, job, noop, of_device
from echis.application import Application
from echis.codegen import main_py as generated
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


CLOCK_AND_DISK = "clock, disk = default_time, block_of_file('d')\n"


def _main(config: Config, text: str) -> str:
    return generated(of(config(CLOCK_AND_DISK + text), "spt"))


@pytest.mark.parametrize("option", ["deps", "extra_deps"])
def test_start_takes_deps_behind_arguments(config: Config, option: str) -> None:
    text = _main(
        config,
        f"u = main('unikernel', argv >> job, {option}=[disk, clock, disk])\n"
        "register('a', [u(default_argv)])\n",
    )
    assert re.search(
        r"unikernel\.start\(argv_0, await block_\d+, time_\d+, await block_\d+\)", text
    )


def test_connect_takes_deps_behind_arguments(config: Config) -> None:
    text = _main(
        config,
        "f = impl('f', argv >> block, arguments=['1'], deps=[disk],\n"
        "    extra_deps=[clock])\n"
        "register('a', [main('unikernel', block >> job)(f(default_argv))])\n",
    )
    assert re.search(r"await f\.connect\(1, argv_0, time_\d+, block_\d+\)", text)


def test_what_connect_leaves_out_is_waited_for(config: Config) -> None:
    text = _main(
        config,
        "d = impl('d', job, module='', connect=lambda i, m, args: 'print(1)',\n"
        "    deps=[disk])\n"
        "register('a', [d])\n",
    )
    boot = text.partition("async def boot")[2]
    assert re.search(r"    await block_\d+\n    # d \(.*\)\n    print\(1\)\n", boot)


@pytest.mark.parametrize(
    ("one", "state"),
    [
        ("noop", r"job_\d+"),
        ("keys(default_argv)", r"job_\d+"),
        ("no_reporter", r"reporter_\d+"),
        ("default_reporter()", r"reporter_\d+"),
    ],
)
def test_a_dep_without_a_state_is_handed_over(
    config: Config, one: str, state: str
) -> None:
    """As it is where it is an argument."""
    text = _main(config, f"register('a', [main('unikernel', job, deps=[{one}])])\n")
    found = re.search(rf"unikernel\.start\((?:await )?({state})\)", text)
    assert found
    assert re.search(rf"^ *{found[1]} = ", text, re.M)


def test_deps_of_a_choice_of_functors(config: Config) -> None:
    text = _main(
        config,
        "one = impl('one', argv >> job, deps=[disk])\n"
        "two = impl('two', argv >> job, deps=[clock])\n"
        "register('a', [if_impl(Key.is_unix, one, two)(default_argv)])\n",
    )
    assert re.search(r"two\.connect\(argv_0, time_\d+\)", text)
    assert "block" not in text


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
