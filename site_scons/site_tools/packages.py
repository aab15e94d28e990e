# SPDX-License-Identifier: ISC
"""SCons tool: an application's packages, between its lock and its image."""

from __future__ import annotations

from pathlib import Path

from echis import codegen, lock
from echis import micropython as port
from echis import vendor as vendoring
from echis.application import Application
from echis.arguments import host_arch
from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.imports import Root
from echis.info import Info, in_context
from echis.packages import locking, place, tools, used, wanted
from echis.progress import Progress
from echis.search_path import Folder


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(check_packages, "CheckPackages")
    env.AddMethod(has_packages, "HasPackages")
    env.AddMethod(lock_packages, "LockPackages")
    env.AddMethod(locked_packages, "LockedPackages")
    env.AddMethod(needed_packages, "NeededPackages")
    env.AddMethod(used_packages, "UsedPackages")
    env.AddMethod(package_trees, "PackageTrees")
    env.AddMethod(vendor_packages, "VendorPackages")


def exists(env):
    """True: pip is in the private environment."""
    return True


def used_packages(env, known: Info) -> used.Used:
    """What of its lock an application is built with on a target."""
    return used.of(_place(env, known.application), known.packages)


def needed_packages(env, known: Info) -> list[lock.Entry]:
    """What its lock has of an application's packages, whether that is all or not."""
    where = _place(env, known.application)
    names = {package.name for package in known.packages}
    return list(place.needed(where.load(), where.who, names).values())


def vendor_packages(env, force: bool = False) -> None:
    """Brings the trees and tools of the applications to what their locks say."""
    for app in env["ECHIS_APPS"]:
        for context in _contexts(env, app):
            found = env.UsedPackages(in_context(app, context))
            root, said = found.place.root, Progress()
            vendoring.vendor_entries(root, found.linked, force=force, progress=said)
            if found.tools:
                tools.install(tools.folder(app.name), found.tools, progress=said)


def has_packages(env) -> bool:
    """Whether the packages are locked and there, as after any build."""
    try:
        return all((root / entry.vendor).is_dir() for root, entry in package_trees(env))
    except ConfigError:
        return False


def package_trees(env):
    """The entries that the applications are built with, each with its lock's folder."""
    found = [
        env.UsedPackages(in_context(app, context))
        for app in env["ECHIS_APPS"]
        for context in _contexts(env, app)
    ]
    return [(one.place.root, entry) for one in found for entry in one.linked]


def check_packages(env, app: Application) -> str:
    """Says that an application's lock is what it asks for; else ConfigError."""
    packages = wanted.of(app, _contexts(env, app)[0])
    return locking.check(_place(env, app), packages)


def lock_packages(env, app: Application) -> str:
    """Brings an application's lock to what it asks for; says what changed."""
    request = env["ECHIS_REQUEST"]
    return locking.update(
        _place(env, app),
        wanted.of(app, _contexts(env, app)[0]),
        lambda roots, folders: _graphs(env, app, roots, folders),
        newest=request.update,
        progress=Progress(),
    )


def locked_packages(env, app: Application):
    """The entries of an application's own lock, each with the lock's folder."""
    where = _place(env, app)
    outside = where.root != env["ECHIS_REQUEST"].root.resolve()
    entries = place.needed(where.load(), where.who).values() if outside else ()
    return [(where.root, entry) for entry in entries]


def _place(env, app: Application) -> place.Place:
    return place.of(env["ECHIS_REQUEST"].root, app.folder, app.shown)


def _contexts(env, app: Application):
    configured = env["ECHIS_CONFIGURED"].items()
    return [context for (name, _), context in configured if name == app.name]


def _graphs(env, app: Application, roots, folders):
    """The import graphs that packages are judged by."""
    # They end in MicroPython's own modules.
    root = env["ECHIS_REQUEST"].root
    own = lock.load(root / place.FILE)
    vendoring.vendor(root, own, ["micropython"], progress=Progress())
    infos = [in_context(app, context) for context in _contexts(env, app)]
    return [
        _graph(env, known, roots or _roots(known), folders)
        for known in (infos[:1] if roots else infos)
    ]


def _roots(known: Info) -> list[Root]:
    return [
        Root(Frozen(file, file), text) for file, text in codegen.files(known).items()
    ]


def _graph(env, known: Info, roots, folders):
    own = [known.application.folder, *known.local_libs]
    modules = port.load(Path(), host_arch()).modules
    return env.ImportGraph(
        roots, [*map(Folder, own), *folders], modules, known.modules, known.c_modules
    )
