# SPDX-License-Identifier: ISC
"""SCons tool: links objects into images."""

from __future__ import annotations

from pathlib import Path

from echis import manifest, target


_TESTS = Path("tests/unikernels")


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(bindings, "Bindings")
    env.AddMethod(libc, "Libc")
    env.AddMethod(image, "Image")
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


def test_folders(env) -> list[str]:
    """The folders of the property tests, when tests are asked for."""
    if "test" not in env["ECHIS_REQUEST"].verbs:
        return []
    return [str(file.parent) for file in sorted(_TESTS.glob("*/manifest.json"))]


def test_unikernel(env, folder: str, runtime):
    """The image of one property test: a folder with C files and manifest.json."""
    context = env["ECHIS_CONTEXT"]
    place = Path(folder)
    devices = manifest.read(place / "manifest.json")
    note = f"{context.build_dir}/tests/{place.name}/manifest.c"
    env.Generated(note, manifest.to_c(devices))
    sources = [*sorted(place.glob("*.[cS]")), note]
    objects = [env.Freestanding(str(s), flags=[f"-I{_TESTS}"]) for s in sources]
    output = f"{context.build_dir}/tests/{place.name}.{context.target.name}"
    return env.Image(output, [*objects, *runtime])
