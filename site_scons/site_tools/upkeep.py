# SPDX-License-Identifier: ISC
"""SCons tool: the verbs of the lock, the caches and the environment."""

from __future__ import annotations

import sys
from pathlib import Path

from bootstrap.wrapper import activation
from echis import (
    bundle,
    cache,
    doctor,
    lock,
    pin,
)
from echis import vendor as vendoring
from echis.progress import Progress
from echis.reported import writable
from echis.version import VERSION

_LOCK = "third_party.lock"


def generate(env):
    """Adds the methods below to an environment, and verbs to the command line."""
    env["ECHIS_ALONE"] |= {
        "lock": _lock,
        "vendor": _vendor,
        "bundle": _bundle,
        "doctor": _doctor,
        "prune": _prune,
        "version": _version,
        "env": _env,
    }


def exists(env):
    """True: it needs nothing."""
    return True


def _lock(env) -> None:
    request = env["ECHIS_REQUEST"]
    checking = request.check == "1"
    for app in env["ECHIS_APPS"]:
        print(env.CheckPackages(app) if checking else env.LockPackages(app))
    if env["ECHIS_APPS"]:
        return
    whole = lock.load(request.root / _LOCK)
    if checking:
        print(pin.check(request.root, whole))
    elif request.update:
        print(pin.update(request.root, whole, request.update, progress=Progress()))
    else:
        print(pin.refresh(request.root, whole))


def _vendor(env) -> None:
    request = env["ECHIS_REQUEST"]
    whole = lock.load(request.root / _LOCK)
    vendoring.vendor(request.root, whole, force=request.force, progress=Progress())
    env.VendorPackages(force=request.force)


def _bundle(env) -> None:
    request = env["ECHIS_REQUEST"]
    writable(request.out, "out= names another folder")
    file = request.out / f"echis-{VERSION}-bundle.tar"
    whole = lock.load(request.root / _LOCK)
    packages = [pair for app in env["ECHIS_APPS"] for pair in env.LockedPackages(app)]
    bundle.write(request.root, whole, file, progress=Progress(), packages=packages)
    print(
        f"{file}: another machine takes it with ECHIS_BUNDLE={file.name} ./scons vendor"
    )


def _doctor(env) -> None:
    print(doctor.report(env["ECHIS_REQUEST"].root))


def _prune(env) -> None:
    print(cache.prune())


def _version(env) -> None:
    print(VERSION)


def _env(env) -> None:
    print(activation(env["ECHIS_REQUEST"].root, Path(sys.prefix)))
