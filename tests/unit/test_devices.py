# SPDX-License-Identifier: ISC
"""The catalogue's types: each has a name, a marker of its own and a signature."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any, get_origin

import pytest

import echis
from echis import devices, impl, job, names, register
from echis.errors import ConfigError
from echis.impl import Applied, Dev, If
from echis.info import of
from echis.type import Typ
from echis.verbs import TARGETS

ROOT = Path(__file__).resolve().parents[2]

# Sections 1.5 to 1.9 of MirageOS's catalogue, in its order.
NAMES = (
    "tracing", "qubesdb", "time", "pclock", "mclock", "reporter", "random", "console",
    "block", "kv_ro", "kv_rw", "fs", "network", "ethernet", "arpv4", "ipv4", "ipv6",
    "ipv4v6", "udp", "udpv4", "udpv6", "udpv4v6", "tcp", "tcpv4", "tcpv6", "tcpv4v6",
    "stackv4", "stackv6", "stackv4v6", "resolver", "dns_client", "happy_eyeballs",
    "syslog", "conduit", "http", "http_client", "info", "argv", "git_client",
)  # fmt: skip


def _types() -> dict[str, Typ[Any]]:
    modules = [m.name for m in pkgutil.iter_modules(devices.__path__, "echis.devices.")]
    found = [vars(import_module(name)) for name in modules]
    return {
        k: v
        for one in found
        for k, v in one.items()
        if isinstance(v, Typ) and k != "job"
    }


TYPES = _types()


def _signature(typ: Typ[Any]) -> type:
    marker = get_origin(typ.marker) or typ.marker
    base = marker.__bases__[0]
    return get_origin(base) or base


def test_all_there() -> None:
    assert sorted(TYPES) == sorted(NAMES)
    assert len({typ.marker for typ in TYPES.values()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_named_as_spelled(name: str) -> None:
    assert TYPES[name].name == name


@pytest.mark.parametrize("name", NAMES)
def test_marker_is_nominal(name: str) -> None:
    marker = get_origin(TYPES[name].marker) or TYPES[name].marker
    assert not getattr(marker, "_is_protocol", False)
    assert f"``{name}``" in (marker.__doc__ or "")


@pytest.mark.parametrize("name", NAMES)
def test_signature_is_documented(name: str) -> None:
    signature = _signature(TYPES[name])
    assert getattr(signature, "_is_protocol", False)
    # What it is modelled on is its source.
    assert "; after " in signature.__doc__ or "After " in signature.__doc__
    members = {k: v for k, v in vars(signature).items() if not k.startswith("_")}
    assert members
    for member, value in members.items():
        assert inspect.getdoc(value), f"{signature.__name__}.{member}"


def test_every_exported_name_is_the_languages_own() -> None:
    names = {name: getattr(echis, name) for name in echis.__all__}
    for module in pkgutil.walk_packages(echis.__path__, "echis."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    # A module that is imported later takes its own name in the package.
    assert {name: getattr(echis, name) for name in names} == names


def test_the_table_of_names_is_todays() -> None:
    page = (ROOT / "docs" / "dsl.md").read_text(encoding="utf-8")
    assert names.renewed(page) == page, "run python -m echis.names docs/dsl.md"


def test_every_constructor_is_in_the_catalogues_case() -> None:
    used = (ROOT / "tests/config/catalogue/config.py").read_text(encoding="utf-8")
    constructors = {
        name
        for name in echis.__all__
        if inspect.isfunction(value := getattr(echis, name))
        and "devices" in value.__module__
    }
    shown = {name for name in constructors if f"{name}(" in used}
    other = {"ipv6_config", "ipv4_config", "register", "syslog_config"}
    assert constructors - shown - other == set()


MADE = names.made()


def _implements(value: Any) -> bool:
    if inspect.isfunction(value) and "devices" in value.__module__:
        return str(value.__annotations__["return"]).startswith("Impl[")
    return isinstance(value, Dev | If | Applied)


@pytest.mark.parametrize(
    "name", [n for n in echis.__all__ if _implements(getattr(echis, n))]
)
def test_the_state_of_a_name_is_what_a_build_says(name: str) -> None:
    value = getattr(echis, name)
    given = MADE.get(name, names.Made())
    told = names.state(value, given)
    if told.startswith("deprecated"):
        return
    every = given.values if inspect.isfunction(value) else (value,)
    found = {_is_built(one, target) for one in every for target in TARGETS}
    expected = {"built": {True}, "to come": {False}, "to come in part": {True, False}}
    assert found - {None} <= expected[told]
    assert found - {None}


def _is_built(one: Any, target: str) -> bool | None:
    """Whether the device that it is there can be built; None where it is not there."""
    try:
        graph = of(register("a", [impl("a", job, deps=[one])]), target).graph
    except ConfigError as error:
        if "does not exist for target=" not in error.message:
            raise
        return None
    (node,) = (n for n in graph.nodes if n.device.name == "a")
    return not graph.nodes[node.deps[0]].device.later


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_reporter", "built"),
        ("app_info_with_opam_deps", "built"),
        ("default_console", "built"),
        ("default_network", "to come"),
        ("default_random", "to come"),
        ("ethif", "to come"),
        ("generic_block", "to come in part"),
        ("generic_kv_ro", "to come"),
        ("abstract", "deprecated: use dep"),
        ("http_server", "deprecated: use cohttp_server"),
        ("stdlib_random", "deprecated: use default_random"),
        ("nocrypto_random", "deprecated: use default_random"),
        ("nocrypto", "deprecated and does nothing: leave it out"),
        ("tcp", ""),
        ("syslog_config", ""),
    ],
)
def test_state(name: str, expected: str) -> None:
    given = MADE.get(name, names.Made())
    assert names.state(getattr(echis, name), given) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("archive_of_files", ["dir"]),
        ("fat_of_files", ["dir", "regexp"]),
        ("generic_block", ["group", "key"]),
        ("generic_kv_ro", ["group", "key"]),
        ("docteur", ["mode", "disk", "analyze", "branch"]),
        ("kv_rw_mem", ["clock"]),
    ],
)
def test_arguments_have_mirages_names(name: str, expected: list[str]) -> None:
    found = inspect.signature(getattr(echis, name)).parameters.values()
    named = [one.name for one in found if one.kind is one.KEYWORD_ONLY]
    assert named == expected


def test_every_name_of_the_catalogue_is_in_the_table() -> None:
    page = (ROOT / "docs" / "dsl.md").read_text(encoding="utf-8")
    for name in ("v4", "v6", "v4v6", "'a ip", "'a udp", "'a tcp", *NAMES):
        assert f"\n| `{name}` | " in page
    for name in echis.__all__:
        if _implements(getattr(echis, name)):
            assert f"\n| `{name}` | " in page


def test_catalogue_is_exported() -> None:
    assert set(NAMES) <= set(echis.__all__)
