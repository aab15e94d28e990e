# SPDX-License-Identifier: ISC
"""SCons tool: the verbs that show: describe, query, inspect."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from SCons.Script import GetOption

from echis import (
    project,
    run,
)
from echis.describe import application, documents, outline, query
from echis.describe import context as describe_context
from echis.describe.dot import to_dot
from echis.describe.svg import to_svg
from echis.inspect.__main__ import output as inspected
from echis.run import Run


def generate(env):
    """Adds the methods below to an environment, and verbs to the command line."""
    env.AddMethod(dry_run, "DryRun")
    env.AddMethod(_inspect_file, "InspectFile")
    env["ECHIS_ALONE"] |= {"describe": _describe, "query": _query}
    env["ECHIS_AFTER"]["inspect"] = _inspect


def exists(env):
    """True: it needs nothing."""
    return True


def _describe(env) -> None:
    request = env["ECHIS_REQUEST"]
    if "context" in request.operands:
        found = map(describe_context.context_data, env.Contexts())
        texts = [describe_context.shown(c, as_json=request.json) for c in found]
        sys.stdout.write(documents.joined(texts, as_json=request.json))
        return
    shown = "json" if request.json else request.format
    texts = [_FORMATS[shown](env, info, request.evaluate) for info in env.Infos()]
    sys.stdout.write(documents.joined(texts, as_json=shown == "json"))


def _data(form):
    """A form that packages stand in with the versions of the lock."""
    return lambda env, info, evaluate: form(
        info, evaluate=evaluate, locked=env.NeededPackages(info)
    )


def _picture(form):
    return lambda env, info, evaluate: form(info, outline.of(info, evaluate=evaluate))


_FORMATS = {
    "text": _data(application.to_text),
    "json": _data(application.to_json),
    "dot": _picture(lambda info, found: to_dot(found)),
    "svg": _picture(
        lambda info, found: to_svg(found, f"{info.name} for {info.target}")
    ),
}


def _query(env) -> None:
    request = env["ECHIS_REQUEST"]
    for info in env.Infos():
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
        line = run.command(words, tender, request.cwd)
        yield run.told(line, info.secret_options())


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
    for image in asked if _has_page(request) else ():
        print(f"page: {run.shown(request.page(image), request.cwd)}", file=sys.stderr)


def _words(request, image: Path) -> list[str]:
    seen = request.root / "build" / "observed.json"
    words = [os.path.relpath(image)]
    words += [f"--observed={seen}"] if seen.exists() else []
    words += [f"--with={request.compared}"] if request.compared else []
    words += ["--json"] if request.json else []
    words += [f"--html={request.page(image)}"] if _has_page(request) else []
    return words


def _has_page(request) -> bool:
    return not (request.json or GetOption("no_exec"))


def dry_run(env) -> None:
    """Prints what configuring and building would do to files, and does nothing."""
    for info in env.Infos():
        sys.stdout.writelines(f"{line}\n" for line in project.dry_run(info))
