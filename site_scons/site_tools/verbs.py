# SPDX-License-Identifier: ISC
"""SCons tool: what each verb does, before the build, in it, or after it."""

from __future__ import annotations

import atexit
import dataclasses
import os
import shlex
import sys
from pathlib import Path

from SCons.Script import ARGUMENTS, Action, GetBuildFailures, GetOption, SetOption

from bootstrap import interruption
from bootstrap.wrapper import activation
from echis import (
    bundle,
    cache,
    configuring,
    doctor,
    host,
    lock,
    measure,
    next_step,
    pin,
    project,
    record,
    run,
    toolchain,
    unfinished,
)
from echis import target as targets
from echis import vendor as vendoring
from echis.context import Context
from echis.describe import application, documents, outline, query
from echis.describe import context as describe_context
from echis.describe.dot import to_dot
from echis.describe.svg import to_svg
from echis.errors import ConfigError
from echis.info import in_context
from echis.inspect import budget, report
from echis.inspect.__main__ import output as inspected
from echis.lock import VENDORED
from echis.progress import Progress
from echis.reported import reported, writable
from echis.run import Run
from echis.verbs import VERBS
from echis.version import VERSION

_LOCK = "third_party.lock"


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


def ask(env, request, apps, configured) -> None:
    """Makes the request known to the other methods, and sets SCons's own options."""
    env["ECHIS_REQUEST"], env["ECHIS_APPS"] = _whole(request), apps
    env["ECHIS_CONFIGURED"] = configured
    _tell(apps, configured)
    if GetOption("no_exec") or _SHOWING.issuperset(request.verbs):
        pass
    elif GetOption("clean"):
        configuring.forget(request, apps)
    else:
        configuring.remember(request, apps, configured)
    SetOption("num_jobs", host.processors())
    # SCons knows times to the second only, in which a file may change twice.
    env.Decider("content")


# Verbs that show what would be, and therefore keep nothing.
_SHOWING = {"describe", "query"}


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
            path = request.tender(name, arch)
            yield name, _toolchain(env, arch), os.path.relpath(path)


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
    request = env["ECHIS_REQUEST"]
    env["ECHIS_LOCK"] = lock.load(request.root / _LOCK)
    if _makes_files():
        for place in (request.root, request.root / "build"):
            writable(place, "build in a copy of the tree")
        writable(request.out, "out= names another folder")
        env["ECHIS_UNFINISHED"] = unfinished.Build(request.root / "build", Progress())
        atexit.register(env["ECHIS_UNFINISHED"].end)
    if GetOption("no_exec") and not GetOption("clean"):
        _would_vendor(env)
    elif not GetOption("clean"):
        vendoring.vendor(request.root, env["ECHIS_LOCK"], progress=Progress())
        env.VendorPackages()
    elif not (Path("vendor/micropython").exists() and env.HasPackages()):
        # Nothing was ever built here, and without sources nothing can be listed.
        sys.exit(0)


def _would_vendor(env) -> None:
    """Says which trees a build would bring; it ends where one is not there at all."""
    pairs = [(env["ECHIS_REQUEST"].root, e) for e in env["ECHIS_LOCK"].scope(*VENDORED)]
    found = {
        entry.name: vendoring.state(root, entry)
        for root, entry in [*pairs, *env.PackageTrees()]
    }
    for name, state in found.items():
        if state in (vendoring.State.MISSING, vendoring.State.STALE):
            print(f"vendor: would fetch and unpack {name}, which is {state.value}")
    if vendoring.State.MISSING in found.values():
        sys.exit(0)


def verbs_that_build_nothing(env) -> None:
    """Does what needs no image, and ends the program when nothing else is asked."""
    request = env["ECHIS_REQUEST"]
    if GetOption("clean"):
        return
    if "run" in request.verbs:
        run.check(_asked_run(env), host.probe(), request.cwd)
    done = [verb for verb in request.verbs if verb in _ALONE]
    if "inspect" in request.verbs and request.image:
        done.append("inspect")
    for verb in done:
        if GetOption("no_exec") and verb in _CHANGING:
            print(f"{verb}: would {_CHANGING[verb]}")
        else:
            _ALONE.get(verb, _inspect_file)(env)
    if request.dry_run:
        _dry_run(env)
        sys.exit(0)
    if done and len(done) == len(request.verbs):
        sys.exit(0)


def _dry_run(env) -> None:
    """Prints what configuring and building would do to files, and does nothing."""
    for info in _infos(env):
        sys.stdout.writelines(f"{line}\n" for line in project.dry_run(info))


def verbs_that_follow(env, products) -> None:
    """Arranges what happens once everything is built without a failure."""
    request = env["ECHIS_REQUEST"]
    built = []
    finished = Action(lambda target, source, env: built.append(target), None)
    for verb in request.verbs:
        env.AlwaysBuild(env.Alias(verb, products, finished))
    env.Default(request.verbs)
    asked = {*request.verbs, *(["budgets"] if _limited(request) else [])}
    following = [verb for verb in _AFTER if verb in asked]
    if following and _makes_files():
        atexit.register(_follow, env, following, built)
    if _makes_files():
        env["ECHIS_UNFINISHED"].start(node.abspath for node in env.Flatten(products))
        # Registered last, it comes first: after SCons has written its notes.
        atexit.register(env["ECHIS_UNFINISHED"].end)


def _makes_files() -> bool:
    return not (GetOption("clean") or GetOption("no_exec"))


def _limited(request) -> bool:
    return bool(request.max_size or request.max_mem)


def _follow(env, following, built) -> None:
    if interruption.told():
        return
    # Exec from here, in the main thread, with SCons's own work all done: an
    # alias has run only when everything that it needs is there.
    if len(built) < len(set(env["ECHIS_REQUEST"].verbs)) or GetBuildFailures():
        return
    env["ECHIS_STEPS"].close()
    try:
        with reported():
            for verb in following:
                _AFTER[verb](env)
    except SystemExit as stop:
        sys.stdout.flush()
        os._exit(stop.code if isinstance(stop.code, int) else 1)


def _tell_next(env) -> None:
    request, known = env["ECHIS_REQUEST"], host.probe()
    folders = {app.name: app.folder for app in env["ECHIS_APPS"]}
    for image in env["ECHIS_BUILT"].images:
        context = image.target, image.arch
        folder = folders[image.app]
        _say(next_step.after_build(request, folder, image.path, context, known))


def _version(env) -> None:
    print(VERSION)


def _describe(env) -> None:
    request = env["ECHIS_REQUEST"]
    if "context" in request.operands:
        found = map(describe_context.context_data, contexts(env))
        texts = [describe_context.shown(c, as_json=request.json) for c in found]
        sys.stdout.write(documents.joined(texts, as_json=request.json))
        return
    shown = "json" if request.json else request.format
    texts = [_FORMATS[shown](info, request.evaluate) for info in _infos(env)]
    sys.stdout.write(documents.joined(texts, as_json=shown == "json"))


_FORMATS = {
    "text": lambda info, evaluate: application.to_text(info, evaluate=evaluate),
    "json": lambda info, evaluate: application.to_json(info, evaluate=evaluate),
    "dot": lambda info, evaluate: to_dot(outline.of(info, evaluate=evaluate)),
    "svg": lambda info, evaluate: to_svg(
        outline.of(info, evaluate=evaluate), f"{info.name} for {info.target}"
    ),
}


def _infos(env):
    """Each application in each context that is asked for."""
    for app in env["ECHIS_APPS"]:
        for (name, _), context in env["ECHIS_CONFIGURED"].items():
            if name == app.name:
                yield in_context(app, context)


def _query(env) -> None:
    request = env["ECHIS_REQUEST"]
    for info in _infos(env):
        for what in request.operands or ("name",):
            if what == "command":
                sys.stdout.writelines(f"{line}\n" for line in _commands(env, info))
            else:
                sys.stdout.write(query.query(info, what))


def _commands(env, info):
    """The tender's command line for each arch that is asked for."""
    request = env["ECHIS_REQUEST"]
    for arch in request.arches:
        words = Run(
            image=request.output(info.name, info.target, arch),
            target=info.target,
            arch=arch,
            manifest=info.manifest,
            args=request.args,
            mem=request.mem,
            net=dict.fromkeys(info.manifest.of_type("NET_BASIC"), "TAP") | request.net,
            block=dict.fromkeys(info.manifest.of_type("BLOCK_BASIC"), Path("FILE"))
            | request.block,
            mac=request.mac,
            sector=request.sector,
        )
        tender = request.tender(info.target, arch)
        yield shlex.join(run.command(words, tender, request.cwd))


def _check(env) -> None:
    env.Check()


def _env(env) -> None:
    print(activation(env["ECHIS_REQUEST"].root, Path(sys.prefix)))


def _asked_run(env) -> Run:
    """The one image that `run` is for, which may not be built yet."""
    request, (known,) = env["ECHIS_REQUEST"], _infos(env)
    ((target, arch),) = request.contexts
    path = request.output(known.name, target, arch)
    return _asked(request, path, target, arch, known.manifest)


def _asked(request, image: Path, target: str, arch: str, manifest) -> Run:
    return Run(
        image=image,
        target=target,
        arch=arch,
        manifest=manifest,
        args=request.args,
        mem=request.mem,
        net=request.net,
        block=request.block,
        mac=request.mac,
        sector=request.sector,
    )


def _run(env) -> None:
    request, asked = env["ECHIS_REQUEST"], _asked_run(env)
    least = getattr(record.read(asked.image), "min_mem_mib", None) or 0
    run.check_memory(dataclasses.replace(asked, least_mem=least))
    tender = request.tender(asked.target, asked.arch)
    run.execute(run.command(asked, tender, request.cwd), request.cwd)


def _measure(env) -> None:
    request = env["ECHIS_REQUEST"]
    for image in env["ECHIS_BUILT"].images:
        mib = _measured(request, image)
        print(f"{run.shown(image.path, request.cwd)}: needs mem={mib}")


def _measured(request, image) -> int:
    """The least memory of `image`, in MiB, by boots; it is recorded in the image."""
    asked = _asked(request, image.path, image.target, image.arch, image.manifest)
    run.check(asked, host.probe(), request.cwd)
    tender = request.tender(image.target, image.arch)
    mib = measure.least(asked, tender, request.cwd, request.seconds, _say)
    record.patch_min_mem(image.path, mib)
    return mib


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _test(env) -> None:
    request = env["ECHIS_REQUEST"]
    where = {
        "ECHIS_BUILD": str(request.root / "build"),
        "ECHIS_DIST": str(request.out),
        "PYTHONPATH": str(request.root / "site_scons"),
    }
    chosen = request.tests.split() or ["tests"]
    words = [sys.executable, "-m", "pytest", *chosen]
    os.chdir(request.root)
    os.execve(words[0], words, {**os.environ, **where})


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


def _inspect_file(env) -> None:
    request = env["ECHIS_REQUEST"]
    limits = [f"--max-size={request.max_size}"] if request.max_size else []
    limits += [f"--max-mem={request.max_mem}"] if request.max_mem else []
    _show(request, {request.image: limits})


def _inspect(env) -> None:
    images = env["ECHIS_BUILT"].images
    _show(
        env["ECHIS_REQUEST"],
        {image.path: [f"--map={image.linked}.map"] for image in images},
    )


def _show(request, asked: dict[Path, list[str]]) -> None:
    """Prints what is in images, each with further words for `inspect`."""
    texts = [
        inspected([*_words(request, image), *more]) for image, more in asked.items()
    ]
    sys.stdout.write(documents.joined(texts, as_json=request.json))
    for image in () if request.json else asked:
        _say(f"page: {run.shown(request.page(image), request.cwd)}")


def _words(request, image: Path) -> list[str]:
    seen = request.root / "build" / "observed.json"
    words = [os.path.relpath(image)]
    words += [f"--observed={seen}"] if seen.exists() else []
    words += [f"--with={request.compared}"] if request.compared else []
    words += ["--json"] if request.json else [f"--html={request.page(image)}"]
    return words


def _budgets(env) -> None:
    request = env["ECHIS_REQUEST"]
    for image in env["ECHIS_BUILT"].images:
        if request.max_mem:
            _measure_for_budget(request, image)
        found = report.inspect(image.path, Path(f"{image.linked}.map"))
        budget.check(found, request.max_size, request.max_mem)


def _measure_for_budget(request, image) -> None:
    known = record.read(image.path)
    if known and known.min_mem_mib:
        return
    try:
        _measured(request, image)
    except ConfigError as err:
        shown = run.shown(image.path, request.cwd)
        raise ConfigError(
            f"max_mem={request.max_mem} cannot be judged for {shown}: {err}"
        ) from None


def _bench(env) -> None:
    request = env["ECHIS_REQUEST"]
    words = [sys.executable, "-m", "bench", *request.figures]
    where = {"PYTHONPATH": str(request.root / "site_scons")}
    os.chdir(request.root)
    os.execve(words[0], words, {**os.environ, **where})


_ALONE = {
    "lock": _lock,
    "vendor": _vendor,
    "bundle": _bundle,
    "doctor": _doctor,
    "prune": _prune,
    "version": _version,
    "describe": _describe,
    "query": _query,
    "check": _check,
    "env": _env,
}
# Of these, the ones that change something, and what.
_CHANGING = {
    verb.name: verb.doc
    for verb in VERBS
    if verb.name in ("lock", "vendor", "bundle", "prune")
}
# In this order, whatever the command line's: the last three never come back.
_AFTER = {
    "build": _tell_next,
    "measure": _measure,
    "budgets": _budgets,
    "inspect": _inspect,
    "run": _run,
    "test": _test,
    "bench": _bench,
}
