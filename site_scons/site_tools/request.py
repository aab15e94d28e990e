# SPDX-License-Identifier: ISC
"""SCons tool: what is asked for: contexts, tenders, and the trees they need."""

from __future__ import annotations

import atexit
import dataclasses
import os
import sys
from pathlib import Path

from SCons.Script import ARGUMENTS, GetOption, SetOption

from bootstrap import wrapper
from echis import (
    configuring,
    host,
    lock,
    toolchain,
    unfinished,
)
from echis import target as targets
from echis import vendor as vendoring
from echis.context import Context
from echis.errors import ConfigError
from echis.info import bindings, in_context
from echis.lock import VENDORED
from echis.progress import Progress
from echis.reported import writable
from echis.verbs import MEASURED

_LOCK = "third_party.lock"


def generate(env):
    """Adds the methods below to an environment, and verbs to the command line."""
    env.AddMethod(ask, "Ask")
    env.AddMethod(contexts, "Contexts")
    env.AddMethod(asked_target, "AskedTarget")
    env.AddMethod(infos, "Infos")
    env.AddMethod(launchers, "Launchers")
    env.AddMethod(makes_files, "MakesFiles")
    env.AddMethod(measured_programs, "MeasuredPrograms")
    env.AddMethod(tenders, "Tenders")
    env.AddMethod(vendor, "Vendor")


def exists(env):
    """True: it needs nothing."""
    return True


def ask(env, request, apps, configured) -> None:
    """Makes the request known to the other methods, and sets SCons's own options."""
    env["ECHIS_REQUEST"], env["ECHIS_APPS"] = _whole(request), apps
    env["ECHIS_CONFIGURED"] = configured
    _check_contexts(env["ECHIS_REQUEST"])
    if GetOption("num_jobs") < 1:
        raise ConfigError(wrapper.NO_JOBS)
    _tell(apps, configured)
    if request.dry_run:
        SetOption("no_exec", True)
    if GetOption("no_exec"):
        pass
    elif GetOption("clean"):
        configuring.forget(request, apps)
    else:
        configuring.remember(request, apps, configured)
    SetOption("num_jobs", host.processors())
    # SCons knows times to the second only, in which a file may change twice.
    env.Decider("content")


def _tell(apps, configured) -> None:
    """Warnings of ``config.py``, and keys whose values were given earlier."""
    for app in apps:
        for where, text in app.warnings:
            print(f"{where}: warning: {text}", file=sys.stderr)
    for (name, target), context in configured.items():
        (app,) = (app for app in apps if app.name == name)
        if shown := configuring.shown(app, context):
            print(
                f"{name} for {target} as configured before: {' '.join(shown)} "
                f"(-c forgets, remember=0 ignores it)",
                file=sys.stderr,
            )


def _whole(request):
    """The request of `test`: every target and arch, where none is named; that of
    `bench`: the targets that figures are of.
    """
    if "bench" in request.verbs and "target" not in ARGUMENTS:
        request = dataclasses.replace(request, targets=MEASURED)
    if "test" not in request.verbs:
        return request
    known = targets.load_all(request.root).values()
    wanted = {}
    if "target" not in ARGUMENTS:
        wanted["targets"] = tuple(target.name for target in known)
    if "arch" not in ARGUMENTS:
        wanted["arches"] = tuple(sorted({a for t in known for a in t.arches}))
    return dataclasses.replace(request, **wanted)


def tenders(env):
    """Each tender to build: its folder's name, its toolchain, its program's path."""
    request = env["ECHIS_REQUEST"]
    for arch in request.arches:
        for file in sorted(Path("tenders").glob("*/tender.toml")):
            name = file.parent.name
            path = request.tender(name, arch)
            yield name, _toolchain(env, arch), os.path.relpath(path)


def measured_programs(env):
    """Programs that figures run in guests with Linux: source, toolchain, program."""
    request = env["ECHIS_REQUEST"]
    for arch in request.arches if "bench" in request.verbs else ():
        for file in sorted(Path("bench/linux").glob("*.c")):
            yield str(file), _toolchain(env, arch), f"build/bench/{arch}/{file.stem}"


def launchers(env):
    """For targets whose tender is a program of others: our module around it, with its
    arguments, and the path of what calls it.
    """
    request = env["ECHIS_REQUEST"]
    for context in env.Contexts():
        modules = {
            "virtio": ["echis.qemu", f"--arch={context.arch}"],
            "xen": ["echis.xen"],
        }
        if module := modules.get(context.target.name):
            path = request.tender(context.target.name, context.arch)
            yield module, os.path.relpath(path)


def contexts(env) -> list[Context]:
    """The contexts that the request names: each target × arch that there is."""
    request = env["ECHIS_REQUEST"]
    known = targets.load_all(request.root)
    return [
        Context(known[target], _toolchain(env, arch), request.mode)
        for target, arch in map(_compiled, request.contexts)
        if target in known and arch in known[target].arches
    ]


def _compiled(pair: tuple[str, str]) -> tuple[str, str]:
    """What a target and arch that are asked for are compiled as."""
    target, arch = pair
    return bindings(target), arch


def asked_target(env) -> str:
    """The target that applications are resolved for in the context of `env`."""
    compiled = env["ECHIS_CONTEXT"].target.name
    (name,) = (t for t in env["ECHIS_REQUEST"].targets if bindings(t) == compiled)
    return name


def infos(env):
    """Each application in each context that is asked for."""
    for app in env["ECHIS_APPS"]:
        for (name, _), context in env["ECHIS_CONFIGURED"].items():
            if name == app.name:
                yield in_context(app, context)


def _check_contexts(request) -> None:
    """Says which targets lack an arch; ConfigError where nothing is left to do."""
    known = targets.load_all(request.root)
    lacking = [
        f"target={target} has no arch={arch}; it has {', '.join(there)}"
        for target, arch in request.contexts
        # A target that is only looked at has no arches yet.
        if (there := _arches(known, target)) and arch not in there
    ]
    if lacking and len(lacking) == len(request.contexts):
        raise ConfigError(lacking[0])
    if "test" not in request.verbs:
        for line in lacking:
            print(f"echis: {line}", file=sys.stderr)


def _arches(known, target: str) -> tuple[str, ...]:
    compiled = bindings(target)
    return known[compiled].arches if compiled in known else ()


def _toolchain(env, arch: str) -> toolchain.Toolchain:
    request = env["ECHIS_REQUEST"]
    return toolchain.load(request.root, request.toolchain, arch)


def vendor(env, images=True) -> None:
    """Makes the vendored trees what the lock says; instant when they are.

    Only what will hold `images` makes their folder.
    """
    request = env["ECHIS_REQUEST"]
    env["ECHIS_LOCK"] = lock.load(request.root / _LOCK)
    if env.MakesFiles():
        for place in (request.root, request.root / "build"):
            writable(place, "build in a copy of the tree")
        if images:
            writable(request.out, "out= names another folder")
        env["ECHIS_UNFINISHED"] = unfinished.Build(request.root / "build", Progress())
        atexit.register(env["ECHIS_UNFINISHED"].end)
    if GetOption("no_exec") and not GetOption("clean"):
        _would_vendor(env)
    elif not GetOption("clean"):
        needed = [entry.name for entry in _needed(env)]
        vendoring.vendor(request.root, env["ECHIS_LOCK"], needed, progress=Progress())
        env.VendorPackages()
    elif not (Path("vendor/micropython").exists() and env.HasPackages()):
        # Nothing was ever built here, and without sources nothing can be listed.
        sys.exit(0)


def _needed(env):
    """The vendored entries of the lock, without those of targets not asked for, and
    without what only disks need, where none is.
    """
    request = env["ECHIS_REQUEST"]
    known = targets.load_all(request.root).values()
    asked = {context.target.name for context in env.Contexts()}
    others = {e for t in known if t.name not in asked for e in t.vendored}
    scopes = set(VENDORED) - (set() if request.disks else {"disk"})
    return [e for e in env["ECHIS_LOCK"].scope(*scopes) if e.name not in others]


def _would_vendor(env) -> None:
    """Says which trees a build would bring; it ends where one is not there at all."""
    pairs = [(env["ECHIS_REQUEST"].root, entry) for entry in _needed(env)]
    found = {
        entry.name: vendoring.state(root, entry)
        for root, entry in [*pairs, *env.PackageTrees()]
    }
    for name, state in found.items():
        if state in (vendoring.State.MISSING, vendoring.State.STALE):
            print(f"vendor: would fetch and unpack {name}, which is {state.value}")
    if vendoring.State.MISSING in found.values():
        sys.exit(0)


def makes_files(env) -> bool:
    """Whether this call may write: neither -c nor -n."""
    return not (GetOption("clean") or GetOption("no_exec"))
