# SPDX-License-Identifier: ISC
"""SCons tool: the verbs that boot an image, and what is said of a new one."""

from __future__ import annotations

import dataclasses
import shlex
import sys
from pathlib import Path

from echis import (
    host,
    measure,
    next_step,
    qemu,
    record,
    run,
)
from echis.disk import forms
from echis.errors import ConfigError
from echis.inspect import budget, report
from echis.run import Run


def generate(env):
    """Adds the methods below to an environment, and verbs to the command line."""
    env.AddMethod(check_run, "CheckRun")
    env["ECHIS_AFTER"] |= {
        "build": _tell_next,
        "measure": _measure,
        "budgets": _budgets,
        "run": _run,
    }


def exists(env):
    """True: it needs nothing."""
    return True


def _tell_next(env) -> None:
    request, known = env["ECHIS_REQUEST"], host.probe()
    for image in env["ECHIS_BUILT"].images:
        context = image.target, image.arch
        folder = _folder(env, image)
        line = next_step.after_build(
            request, folder, image.path, context, known, secret=_secret(env, image)
        )
        _say(line)


def _folder(env, image) -> Path:
    folders = {app.name: app.folder for app in env["ECHIS_APPS"]}
    return folders[image.app]


def _secret(env, image) -> set[str]:
    """The options of the image whose values are not printed."""
    own = (info for info in env.Infos() if info.name == image.app)
    return {option for info in own for option in info.secret_options()}


def _asked_run(env) -> Run:
    """The one image that `run` is for, which may not be built yet."""
    request, (known,) = env["ECHIS_REQUEST"], env.Infos()
    ((target, arch),) = request.contexts
    path = request.output(known.name, target, arch)
    return _asked(request, path, target, arch, known.manifest)


def _on_disk(asked: Run, form: str) -> Run:
    """The same from its disk, which holds the arguments."""
    return dataclasses.replace(asked, image=forms.path(asked.image, form), args=())


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


def check_run(env) -> None:
    """Refuses a run that this machine cannot do, before anything is built."""
    request = env["ECHIS_REQUEST"]
    run.check(_asked_run(env), host.probe(), request.cwd)


def _run(env) -> None:
    request, asked = env["ECHIS_REQUEST"], _asked_run(env)
    least = getattr(record.read(asked.image), "min_mem_mib", None) or 0
    run.check_memory(dataclasses.replace(asked, least_mem=least))
    asked = _on_disk(asked, request.disks[0]) if request.disks else asked
    tender = request.tender(asked.target, asked.arch)
    (known,) = env.Infos()
    words, secret = run.command(asked, tender, request.cwd), known.secret_options()
    if asked.target == "virtio":
        _say(shlex.join(qemu.words(run.hidden(words, secret)[1:], asked.arch)))
    run.execute(words, request.cwd, secret)


def _measure(env) -> None:
    request = env["ECHIS_REQUEST"]
    for image in env["ECHIS_BUILT"].images:
        mib = _measured(request, image)
        print(f"{run.shown(image.path, request.cwd)}: needs mem={mib}", flush=True)
        context, folder = (image.target, image.arch), _folder(env, image)
        line = next_step.after_measure(
            request, folder, mib, context, secret=_secret(env, image)
        )
        _say(line)


def _measured(request, image) -> int:
    """The least memory of `image`, in MiB, by boots; it is recorded in the image."""
    asked = _asked(request, image.path, image.target, image.arch, image.manifest)
    run.check(asked, host.probe(), request.cwd)
    tender = request.tender(image.target, image.arch)
    mib = measure.least(asked, tender, request.cwd, request.seconds, _say)
    record.patch_min_mem(image.path, mib)
    return mib


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


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
