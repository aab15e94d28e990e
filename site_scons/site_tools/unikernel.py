# SPDX-License-Identifier: ISC
"""SCons tool: links objects into images."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis import codegen, manifest, own_sources, record, toolchain
from echis.application import Application
from echis.engine import connecting
from echis.errors import ConfigError
from echis.info import Info, in_context
from echis.inspect import frozen
from echis.manifest import Manifest
from echis.search_path import Folder
from echis.version import VERSION

_TESTS = Path("tests/unikernels")
_MEASURED = Path("bench/unikernels")


class Images:
    """The applications' images of one build; shared by all clones."""

    def __init__(self) -> None:
        self.images: list[Built] = []


@dataclass(frozen=True, slots=True)
class Built:
    """An application's image: what the verbs that follow a build need to know."""

    app: str
    node: Any
    path: Path
    linked: str
    target: str
    arch: str
    manifest: Manifest


def generate(env):
    """Adds the methods below to an environment."""
    env["ECHIS_BUILT"] = Images()
    env.AddMethod(bindings, "Bindings")
    env.AddMethod(libc, "Libc")
    env.AddMethod(image, "Image")
    env.AddMethod(unikernel, "Unikernel")
    env.AddMethod(test_folders, "TestFolders")
    env.AddMethod(test_unikernel, "TestUnikernel")


def exists(env):
    """True: the linker comes with the toolchain."""
    return True


def bindings(env):
    """The objects of the bindings of the context's target."""
    context = env["ECHIS_CONTEXT"]
    sources = context.target.bindings(context.arch)
    return [env.Freestanding(s, part=_part(s)) for s in sources]


def _part(source: str) -> str:
    return "libc" if source.startswith("runtime/libc/") else ""


def libc(env):
    """The objects of the libc shims that every image may use."""
    sources = sorted(Path("runtime/libc").glob("*.c"))
    return [env.Freestanding(str(s), part="libc") for s in sources]


def image(env, path: str, objects):
    """The linked image at `path`, with its map beside it."""
    context = env["ECHIS_CONTEXT"]
    scripts = [
        f"linker_scripts/{name}"
        for name in (context.target.linker_script, "sections.ld")
    ]
    command = [
        *context.toolchain.ld,
        *context.ldflags(f"{path}.map"),
        "-o",
        path,
        *[str(o) for o in objects],
    ]
    label = f"LINK {context.name} {Path(path).name}"
    node = env.Step(path, objects, command, label)
    env.Depends(node, [f"#{script}" for script in scripts])
    env.Clean(node, f"#{path}.map")
    return node


def unikernel(env, app: Application, bindings, python):
    """The image of an application in the context of `env`, copied to dist/.

    With it come the files that its devices install there.
    """
    context, request = env["ECHIS_CONTEXT"], env["ECHIS_REQUEST"]
    place = f"{context.build_dir}/apps/{app.name}"
    target = env.AskedTarget()
    known = in_context(app, env["ECHIS_CONFIGURED"][app.name, target])
    known.check_built()
    packages = env.UsedPackages(known)
    texts = codegen.files(known, _built(env, packages))
    configured = env.Configured(known, Path(place, "configured"))
    others = packages.folders(request.root)
    found = _frozen(env, python, known, texts, configured, packages)
    notes = _notes(env, place, known, found, packages)
    linked = env.Image(f"{place}/{known.output}", [*bindings, *found.objects, *notes])
    folders = [*configured, *(folder.path for folder in others)]
    checked = env.TypeCheck(known, texts, folders)
    output = request.output(app.name, target, context.arch)
    node = _dist(env, app.name, output, [*checked, linked])
    env.Clean(node, [env.Dir(f"#{place}"), str(request.page(output))])
    built = Built(
        app.name,
        node,
        output,
        str(linked),
        target,
        context.arch,
        known.manifest,
    )
    env["ECHIS_BUILT"].images.append(built)
    beside = [*env.Disks(output, node), *env.Domains(known)]
    return [node, *beside, *env.Products(known, Path(place, "configured"))]


def _frozen(env, python, known: Info, texts, configured: list[Path], packages):
    """The Python of an application, and the objects of it."""
    own = [known.application.folder, *configured, *known.local_libs]
    asked = {m: w for m, w in connecting(known.graph).items() if m not in codegen.WEAK}
    return env.Python(
        python,
        known.name,
        [*map(Folder, own), *packages.folders(env["ECHIS_REQUEST"].root)],
        texts,
        modules={**asked, **known.modules, **packages.sublibs()},
        c_modules=known.c_modules,
    )


def _dist(env, app_name: str, output: Path, sources):
    """The step that puts an image into dist/, unless its types are wrong."""

    def copy(target, source, env):
        if env.HasMistakes(app_name):
            return env.Mistakes(app_name)
        return _copy(target, source[-1:], env)

    # A step that will write nothing is not shown.
    def label(target, source, env):
        return "" if env.HasMistakes(app_name) else f"DIST {output.name}"

    node = env.Step(str(output), sources, copy, label)
    # Else SCons removes the image before it, and what was measured of it.
    env.Precious(node)
    return node


def _notes(env, place: str, known: Info, found, packages):
    """The objects of the notes: the manifest, and what the image was made of."""
    texts = {
        "manifest.c": manifest.to_c(known.manifest),
        "record.S": record.note_assembly(_record(env, known, found, packages)),
    }
    for name, text in texts.items():
        env.Generated(f"{place}/{name}", text)
    return [env.Freestanding(f"{place}/{name}") for name in texts]


def _built(env, packages):
    """Name, version and hash of every source that an image is made of."""
    found = (env["ECHIS_LOCK"].entry("micropython"), *packages.linked)
    return [(e.name, e.version, e.files[0].sha256) for e in found]


def _copy(target, source, env):
    image = Path(target[0].get_path())
    known = _measured(image)
    # A tender that runs the old image keeps it.
    image.unlink(missing_ok=True)
    shutil.copy(source[0].get_path(), image)
    if known:
        env["ECHIS_STEPS"].close()
        text = f"{image.name} is new; the one before needed mem={known}: measure it"
        print(text, file=sys.stderr)


def _measured(image: Path) -> int | None:
    try:
        known = record.read(image)
    except ConfigError:
        return None
    return known.min_mem_mib if known else None


def _record(env, known: Info, python, packages) -> record.Record:
    context, found = env["ECHIS_CONTEXT"], python.imports
    frozen_of = {file.package for file in found.frozen}
    sources = [
        *_linked(env, python.objects),
        *map(env["ECHIS_LOCK"].entry, context.target.vendored),
        *(entry for entry in packages.linked if entry.name in frozen_of),
    ]
    return record.Record(
        app=known.name,
        target=known.target,
        arch=context.arch,
        toolchain=f"{context.toolchain.name} {toolchain.version(context.toolchain)}",
        mode=context.mode,
        echis=VERSION,
        src=known.src,
        compiler=record.Compiler(found.uses_compiler, found.compiler or "nothing asks"),
        sources=(_own(), *map(_source, sources)),
        c_modules=tuple(record.Module(m.module, m.why) for m in found.linked),
        python_modules=tuple(
            record.Module(frozen.dotted(f.name), f.why, file=f.name, source=f.package)
            for f in found.frozen
        ),
        left_out=tuple(
            record.LeftOut(o.module, f"{o.why} at {o.where}") for o in found.left_out
        ),
    )


def _linked(env, objects) -> list[Any]:
    """The entries of the lock from whose trees these objects are."""
    paths = [str(node) for node in objects]
    return [
        entry
        for entry in env["ECHIS_LOCK"].scope("vendor")
        if any(f"/{entry.vendor}/" in path for path in paths)
    ]


def _own() -> record.Source:
    purl = f"pkg:generic/echis@{VERSION}"
    return record.Source("echis", VERSION, own_sources.digest(Path()), "ISC", purl)


def _source(entry) -> record.Source:
    return record.Source(
        entry.name, entry.version, entry.files[0].sha256, entry.licence, entry.purl
    )


def test_folders(env) -> list[str]:
    """The folders of the property tests, and of what figures measure, where they are
    asked for.
    """
    asked = env["ECHIS_REQUEST"].verbs
    files = set(_TESTS.glob("*/manifest.json")) if "test" in asked else set()
    if "bench" in asked:
        files |= {_TESTS / "test_hello/manifest.json"}
        files |= set(_MEASURED.glob("*/manifest.json"))
    return [str(file.parent) for file in sorted(files)]


def test_unikernel(env, folder: str, runtime):
    """The image of one property test: a folder with C files and manifest.json."""
    context = env["ECHIS_CONTEXT"]
    place = Path(folder)
    devices = manifest.read(place / "manifest.json")
    note = f"{context.build_dir}/tests/{place.name}/manifest.c"
    env.Generated(note, manifest.to_c(devices))
    sources = [*sorted(place.glob("*.[cS]")), note]
    objects = [env.Freestanding(str(s), flags=[f"-I{place.parent}"]) for s in sources]
    output = f"{context.build_dir}/tests/{place.name}.{context.target.name}"
    return env.Image(output, [*objects, *runtime])
