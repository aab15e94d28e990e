# SPDX-License-Identifier: ISC
"""What is known of an application once it is resolved for a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis import engine, origin
from echis.action import Action, seq
from echis.application import Application
from echis.callbacks import call, several
from echis.device import Device
from echis.errors import ConfigError
from echis.graph import Graph
from echis.install import Install, Rule, union
from echis.key import Key, get, target
from echis.location import Location
from echis.manifest import Manifest, check
from echis.package import Package
from echis.value import Context, Value


@dataclass(frozen=True, slots=True)
class Info:
    """The folds over the graph of one application for one context.

    Devices are handed it: ``configure(info)``, ``connect(info, module, args)``.
    """

    application: Application
    context: Context
    graph: Graph
    keys: tuple[Key[Any], ...]
    packages: tuple[Package, ...]
    modules: Mapping[str, Location]
    c_modules: tuple[Path, ...]
    local_libs: tuple[Path, ...]
    manifest: Manifest

    @property
    def name(self) -> str:
        """The application's name."""
        return self.application.name

    @property
    def target(self) -> str:
        """What it is built for."""
        return get(self.context, target)

    @property
    def src(self) -> str:
        """Where its source comes from; empty where that is unknown."""
        return origin.of(self.application.src, self.application.folder)

    @property
    def config_file(self) -> Path:
        """Its ``config.py``."""
        return self.application.folder / "config.py"

    @property
    def output(self) -> str:
        """The name of its image."""
        return f"{self.name}.{bindings(self.target)}"

    @property
    def libraries(self) -> tuple[str, ...]:
        """The modules that its packages are asked for by name."""
        named = (lib for p in self.packages for lib in (*(p.libs or ()), *p.sublibs))
        return tuple(dict.fromkeys(named))

    def secret_options(self) -> tuple[str, ...]:
        """The options of the image whose values nobody is shown."""
        return tuple(o for key in self.keys if key.secret for o in key.options)

    def get(self, key: Key[Any]) -> Any:
        """What ``key`` is given when the application is configured."""
        return get(self.context, key)

    def configure(self) -> Action:
        """What all devices do when the application is configured, in their order."""
        return seq(map(self._configure, self._devices("configure")))

    def _configure(self, device: Device) -> Action:
        found: Action = self._called(device, "configure", Action)
        return found

    def files(self) -> tuple[str, ...]:
        """The files that ``configure`` writes."""
        found = (f for device in self.graph.devices() for f in self._files(device))
        return tuple(dict.fromkeys(found))

    def _files(self, device: Device) -> tuple[str, ...]:
        if device.files:
            return tuple(self._several(device, "files", str))
        return self._configure(device).files() if device.configure else ()

    def install(self) -> Install:
        """What goes into ``dist/`` beside the image."""
        found = [self._install(device) for device in self.graph.devices()]
        return union(found, self.application.location)

    def _install(self, device: Device) -> Install:
        found = Install()
        if device.install:
            found |= self._called(device, "install", Install)
        if device.install_v:
            value = self._called(device, "install_v", Value)
            what = f"install_v of {device.name}"
            place = self._place(device)
            found |= call(what, place, Install, value.eval, self.context)
        return found

    def rules(self) -> tuple[Rule, ...]:
        """The build steps of all devices, each once."""
        devices = self._devices("scons")
        found = (r for d in devices for r in self._several(d, "scons", Rule))
        made: dict[str, Rule] = {}
        for rule in found:
            if made.setdefault(rule.target, rule) != rule:
                said = f'two different rules make "{rule.target}"'
                raise ConfigError(said, self.application.location)
        return tuple(made.values())

    def _devices(self, option: str) -> list[Device]:
        return [d for d in self.graph.devices() if getattr(d, option)]

    def _called(self, device: Device, option: str, kinds: Any) -> Any:
        """What a function of the device gives for this application."""
        function, what = getattr(device, option), f"{option} of {device.name}"
        return call(what, self._place(device), kinds, function, self)

    def _several(self, device: Device, option: str, kind: Any) -> list[Any]:
        """The list of ``kind`` that a function of the device gives."""
        function, what = getattr(device, option), f"{option} of {device.name}"
        return several(what, self._place(device), kind, function, self)

    def _place(self, device: Device) -> Location:
        return device.location or self.application.location

    def check_built(self) -> None:
        """Refuses what can be described and not be built yet."""
        for index, node in enumerate(self.graph.nodes):
            if node.device.later:
                where = self.graph.location(index) or self.application.location
                raise ConfigError(f"{node.device.name} is not built yet", where)


def of(
    application: Application, name: str, given: Mapping[str, Any] | None = None
) -> Info:
    """What ``application`` is on target ``name`` with the keys in ``given``."""
    return in_context(application, Context({**(given or {}), "target": name}))


def in_context(application: Application, context: Context) -> Info:
    """What ``application`` is in ``context``; C modules are absolute paths."""
    graph = engine.resolve(application.all_jobs, context)
    folder = application.folder
    return Info(
        application=application,
        context=context,
        graph=graph,
        keys=engine.keys(graph),
        packages=engine.packages(graph, context),
        modules=engine.modules(graph),
        c_modules=tuple(folder / name for name in engine.c_modules(graph)),
        local_libs=tuple(folder / name for name in engine.local_libs(graph)),
        manifest=check(engine.manifest(graph, context), application.location),
    )


def bindings(name: str) -> str:
    """The bindings in an image of a target, which end its name: Qubes has Xen's."""
    return "xen" if name == "qubes" else name
