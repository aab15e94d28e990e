# SPDX-License-Identifier: ISC
"""SCons tool: what each verb does, before the build, in it, or after it."""

from __future__ import annotations

import atexit
import dataclasses
import os
import sys
from pathlib import Path

from SCons.Script import ARGUMENTS, Action, GetBuildFailures, GetOption, SetOption

from echis import describe, host, record, run, toolchain
from echis import target as targets
from echis.context import Context
from echis.errors import ConfigError
from echis.reported import reported
from echis.run import Run
from echis.version import VERSION


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(ask, "Ask")
    env.AddMethod(contexts, "Contexts")
    env.AddMethod(tenders, "Tenders")
    env.AddMethod(vendor, "Vendor")
    env.AddMethod(verbs_that_build_nothing, "VerbsThatBuildNothing")
    env.AddMethod(verbs_that_follow, "VerbsThatFollow")


def exists(env):
    """True: it needs nothing."""
    return True


def ask(env, request, apps) -> None:
    """Makes the request known to the other methods, and sets SCons's own options."""
    env["ECHIS_REQUEST"], env["ECHIS_APPS"] = _whole(request), apps
    SetOption("num_jobs", os.cpu_count() or 1)
    env.Decider("content-timestamp")


def _whole(request):
    """The request of `test`: every target and arch, where none is named."""
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
            path = request.output(f"solo5-{name}", "", arch)
            yield name, _toolchain(env, arch), os.path.relpath(path).rstrip(".")


def contexts(env) -> list[Context]:
    """The contexts that the request names, each target × arch."""
    request = env["ECHIS_REQUEST"]
    known = targets.load_all(request.root)
    return [
        Context(_target(known[target], arch), _toolchain(env, arch), request.mode)
        for target, arch in request.contexts
    ]


def _target(target: targets.Target, arch: str) -> targets.Target:
    if arch not in target.arches:
        has = ", ".join(target.arches)
        raise ConfigError(f"target={target.name} has no arch={arch}; it has {has}")
    return target


def _toolchain(env, arch: str) -> toolchain.Toolchain:
    request = env["ECHIS_REQUEST"]
    return toolchain.load(request.root, request.toolchain, arch)


def vendor(env) -> None:
    """Makes the vendored trees what the lock says; instant when they are."""
    from echis import lock
    from echis import vendor as vendoring
    from echis.progress import Progress

    request = env["ECHIS_REQUEST"]
    if GetOption("help") or GetOption("clean"):
        return
    whole = lock.load(request.root / "third_party.lock")
    names = [entry.name for entry in whole.scope("vendor")]
    vendoring.vendor(request.root, whole, names, force=False, progress=Progress())
    env["ECHIS_LOCK"] = whole


def verbs_that_build_nothing(env) -> None:
    """Does what needs no image, and ends the program when nothing else is asked."""
    request = env["ECHIS_REQUEST"]
    if GetOption("help") or GetOption("clean"):
        return
    done = [verb for verb in request.verbs if verb in _ALONE]
    for verb in done:
        _ALONE[verb](env)
    if done and len(done) == len(request.verbs):
        sys.exit(0)


def verbs_that_follow(env, products) -> None:
    """Arranges what happens once everything is built without a failure."""
    request = env["ECHIS_REQUEST"]
    built = []
    finished = Action(lambda target, source, env: built.append(target), None)
    for verb in request.verbs:
        env.AlwaysBuild(env.Alias(verb, products, finished))
    env.Default(request.verbs)
    following = [verb for verb in request.verbs if verb in _AFTER]
    if following and not (GetOption("help") or GetOption("clean")):
        atexit.register(_follow, env, following, built)


def _follow(env, following, built) -> None:
    # Exec from here, in the main thread, with SCons's own work all done: an
    # alias has run only when everything that it needs is there.
    if len(built) < len(following) or GetBuildFailures():
        return
    env["ECHIS_STEPS"].close()
    try:
        with reported():
            for verb in following:
                _AFTER[verb](env)
    except SystemExit as stop:
        sys.stdout.flush()
        os._exit(stop.code if isinstance(stop.code, int) else 1)


def _version(env) -> None:
    print(VERSION)


def _describe(env) -> None:
    request = env["ECHIS_REQUEST"]
    if "context" in request.operands:
        data = [describe.context_data(context) for context in contexts(env)]
    else:
        data = [
            describe.application_data(app, target)
            for app in env["ECHIS_APPS"]
            for target in request.targets
        ]
    for one in data:
        sys.stdout.write(describe.shown(one, as_json=request.json))


def _check(env) -> None:
    env.Check()


def _env(env) -> None:
    print(f'. "{Path(sys.prefix) / "bin" / "activate"}"')


def _run(env) -> None:
    request = env["ECHIS_REQUEST"]
    (image,) = env["ECHIS_BUILT"].images
    words = Run(
        image=image.path,
        target=image.target,
        arch=image.arch,
        manifest=image.manifest,
        args=request.args,
        mem=request.mem,
        net=request.net,
        block=request.block,
        least_mem=getattr(record.read(image.path), "min_mem_mib", None) or 0,
    )
    run.check(words, host.probe(), request.cwd)
    tender = request.output(f"solo5-{image.target}", "", image.arch)
    tender = tender.with_name(tender.name.rstrip("."))
    run.execute(run.command(words, tender, request.cwd), request.cwd)


def _test(env) -> None:
    request = env["ECHIS_REQUEST"]
    where = {"ECHIS_BUILD": str(request.root / "build"), "ECHIS_DIST": str(request.out)}
    chosen = request.tests.split() or ["tests"]
    words = [sys.executable, "-m", "pytest", *chosen, *request.args]
    os.chdir(request.root)
    os.execve(words[0], words, {**os.environ, **where})


_ALONE = {
    "version": _version,
    "describe": _describe,
    "check": _check,
    "env": _env,
}
_AFTER = {"run": _run, "test": _test}
