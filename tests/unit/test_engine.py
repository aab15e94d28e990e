# SPDX-License-Identifier: ISC
"""From implementations to the graph: choices, sharing, order, and the folds."""

from __future__ import annotations

from echis import Key, engine, if_impl, impl, job, main, typ
from echis.graph import Graph
from echis.value import Context


class Net:
    """Sends frames."""


class Stack:
    """Sends messages."""


net = typ(Net)
stack = typ(Stack)
SPT = Context.of_target("spt")


def _names(graph: Graph) -> list[str]:
    return [device.name for device in graph.devices()]


def test_types_read_as_written() -> None:
    assert str(net >> stack >> job) == "net >> stack >> job"
    assert (net >> (stack >> job)) == (net >> stack >> job)
    assert ((net >> stack) >> (stack >> job)) == (net >> stack >> stack >> job)
    assert typ(Net) == net
    assert str(net) != str(stack)


def test_arguments_come_before_their_user_and_deps_before_arguments() -> None:
    unikernel = main("unikernel", net >> stack >> job, deps=[impl("log", job)])
    graph = engine.resolve([unikernel(impl("tap", net), impl("ip", stack))], SPT)
    assert _names(graph) == ["log", "tap", "ip", "unikernel"]
    assert graph.nodes[3].args == (1, 2)
    assert graph.nodes[3].deps == (0,)
    assert graph.jobs == (3,)


def test_partial_application() -> None:
    unikernel = main("unikernel", net >> stack >> job)
    tap, ip = impl("tap", net), impl("ip", stack)
    some = unikernel(tap)  # type: ignore[call-arg]
    assert engine.resolve([some(ip)], SPT) == engine.resolve([unikernel(tap, ip)], SPT)  # type: ignore[operator]


def test_equal_descriptions_are_one_device() -> None:
    first = impl("ip", net >> stack)(impl("tap", net))
    second = impl("ip", net >> stack)(impl("tap", net))
    graph = engine.resolve(
        [main("unikernel", stack >> stack >> job)(first, second)], SPT
    )
    assert _names(graph) == ["tap", "ip", "unikernel"]
    assert graph.nodes[2].args == (1, 1)


def test_different_arguments_are_two_devices() -> None:
    first = impl("tap", net, arguments=["'a'"])
    second = impl("tap", net, arguments=["'b'"])
    graph = engine.resolve([main("unikernel", net >> net >> job)(first, second)], SPT)
    assert _names(graph) == ["tap", "tap", "unikernel"]


def test_choice_follows_the_target() -> None:
    chosen = if_impl(Key.is_unix, impl("socket", stack), impl("lwip", stack))
    jobs = [main("unikernel", stack >> job)(chosen)]
    assert _names(engine.resolve(jobs, SPT)) == ["lwip", "unikernel"]
    assert _names(engine.resolve(jobs, Context.of_target("unix"))) == [
        "socket",
        "unikernel",
    ]
    assert {d.name for d in engine.all_devices(jobs)} == {"socket", "lwip", "unikernel"}


def test_folds() -> None:
    name = Key.create("name", Key.Arg.flag())
    disk = impl("disk", net, manifest=[("data", "BLOCK_BASIC")], keys=[name])
    unikernel = main(
        "unikernel", net >> job, modules=["b", "a"], c_modules=["n.c"], keys=[name]
    )
    graph = engine.resolve([unikernel(disk)], SPT)
    assert engine.keys(graph) == (name,)
    assert list(engine.modules(graph)) == ["a", "b"]
    assert engine.c_modules(graph) == ("n.c",)
    assert [entry.name for entry in engine.manifest(graph, SPT)] == ["data"]
