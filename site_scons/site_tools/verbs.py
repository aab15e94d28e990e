# SPDX-License-Identifier: ISC
"""SCons tool: when each verb does its work: before the build, or after it."""

from __future__ import annotations

import atexit
import os
import sys

from SCons.Script import Action, GetBuildFailures, GetOption

from bootstrap import folders, interruption
from echis import next_step
from echis.arguments import built_targets
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.info import Info
from echis.reported import reported
from echis.verbs import VERBS


def generate(env):
    """Adds the methods below to an environment, and verbs to the command line."""
    env.AddMethod(verbs_that_build_nothing, "VerbsThatBuildNothing")
    env.AddMethod(verbs_that_follow, "VerbsThatFollow")
    # What a verb does: alone, or once everything is built.
    env["ECHIS_ALONE"] = {"check": _check}
    env["ECHIS_AFTER"] = {"test": _test, "bench": _bench}
    for name in ("request", "showing", "running", "upkeep"):
        env.Tool(name, toolpath=["#site_scons/site_tools"])


def exists(env):
    """True: it needs nothing."""
    return True


# Whatever the command line's order: the last three never come back.
_ORDER = ("measure", "budgets", "inspect", "build", "run", "test", "bench")

# Verbs that write files, and what they do.
_WRITING = {
    verb.name: verb.doc
    for verb in VERBS
    if verb.name in ("check", "lock", "vendor", "bundle", "prune")
}


def verbs_that_build_nothing(env) -> None:
    """Does what needs no image, and ends the program when nothing else is asked."""
    request = env["ECHIS_REQUEST"]
    if GetOption("clean"):
        return
    if "run" in request.verbs:
        env.CheckRun()
    done = [verb for verb in request.verbs if verb in env["ECHIS_ALONE"]]
    if "inspect" in request.verbs and request.image:
        done.append("inspect")
    for verb in done:
        if GetOption("no_exec") and verb in _WRITING:
            print(f"{verb}: would {_WRITING[verb]}")
        else:
            _does(env, verb)
    if request.dry_run:
        env.DryRun()
    if request.dry_run or (done and len(done) == len(request.verbs)):
        if request.dry_run or not GetOption("no_exec"):
            _tell_next(env)
        sys.exit(0)


def _tell_next(env) -> None:
    apps = env["ECHIS_APPS"]
    secret = {k.function for app in apps for k in all_keys(app.all_jobs) if k.secret}
    line = next_step.after(
        env["ECHIS_REQUEST"],
        secret=secret,
        locked=not _refused(env, env.UsedPackages),
        unbuilt=_refused(env, Info.check_built),
    )
    if line:
        print(line, file=sys.stderr)


def _refused(env, needs) -> str:
    """What is told of an application for which ``needs`` cannot be met."""
    here = built_targets(env["ECHIS_REQUEST"].root)
    try:
        for info in env.Infos():
            if info.target in here:
                needs(info)
    except ConfigError as error:
        return str(error)
    return ""


def _does(env, verb: str) -> None:
    if verb == "inspect":
        env.InspectFile()
    else:
        env["ECHIS_ALONE"][verb](env)


def verbs_that_follow(env, products) -> None:
    """Arranges what happens once everything is built without a failure."""
    request = env["ECHIS_REQUEST"]
    built = []
    finished = Action(lambda target, source, env: built.append(target), None)
    for verb in request.verbs:
        env.AlwaysBuild(env.Alias(verb, products, finished))
    env.Default(request.verbs)
    asked = {*request.verbs, *(["budgets"] if _limited(request) else [])}
    following = [verb for verb in _ORDER if verb in asked]
    if following and env.MakesFiles():
        atexit.register(_follow, env, following, built)
    if env.MakesFiles():
        env["ECHIS_UNFINISHED"].start(node.abspath for node in env.Flatten(products))
        # Registered last, it comes first: after SCons has written its notes.
        atexit.register(env["ECHIS_UNFINISHED"].end)


def _limited(request) -> bool:
    return bool(request.max_size or request.max_mem)


def _follow(env, following, built) -> None:
    if interruption.told():
        return
    # Exec from here, in the main thread, with SCons's own work all done: an
    # alias has run only when everything that it needs is there.
    if GetBuildFailures():
        _tell_of_disks(env["ECHIS_REQUEST"])
        return
    if len(built) < len(set(env["ECHIS_REQUEST"].verbs)):
        return
    env["ECHIS_STEPS"].close()
    try:
        with reported():
            for verb in following:
                env["ECHIS_AFTER"][verb](env)
    except SystemExit as stop:
        sys.stdout.flush()
        os._exit(stop.code if isinstance(stop.code, int) else 1)


def _tell_of_disks(request) -> None:
    """What a compiler says of a disk that filled up under it is not to be relied on."""
    places = {request.root / "build", request.out}
    told = {folders.without_room(place) for place in places if place.is_dir()}
    for sentence in sorted(told - {""}):
        print(f"echis: {sentence}", file=sys.stderr)


def _check(env) -> None:
    env.Check()


def _test(env) -> None:
    request = env["ECHIS_REQUEST"]
    where = {
        "ECHIS_BUILD": str(request.root / "build"),
        "ECHIS_DIST": str(request.out),
        "PYTHONPATH": str(request.root / "site_scons"),
    }
    chosen = request.tests.split() or ["tests", "--durations=20"]
    words = [sys.executable, "-m", "pytest", *chosen]
    os.chdir(request.root)
    os.execve(words[0], words, {**os.environ, **where})


def _bench(env) -> None:
    request = env["ECHIS_REQUEST"]
    words = [sys.executable, "-m", "bench", *request.figures]
    where = {"PYTHONPATH": str(request.root / "site_scons")}
    os.chdir(request.root)
    os.execve(words[0], words, {**os.environ, **where})
