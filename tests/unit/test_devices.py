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
from echis import devices, names
from echis.type import Typ

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
    old = {"abstract", "http_server"}
    other = {"app_info_with_opam_deps", "default_reporter", "ethif", "keys", "etif"}
    other |= {"ipv6_config", "ipv4_config", "register", "syslog_config"}
    assert constructors - shown - old - other == set()


def test_catalogue_is_exported() -> None:
    assert set(NAMES) <= set(echis.__all__)
