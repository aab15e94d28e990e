# SPDX-License-Identifier: ISC
"""The `.pc` file of a context, and how a C binding's build asks it for flags.

A binding that is not ours takes its flags from here and from nowhere else: the
file is the contract, MirageOS 3's way, read by the pkgconf of the environment.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pkgconf
import pkgconfig

from echis.context import Context
from echis.errors import ConfigError
from echis.location import Location
from echis.version import VERSION

NAME = "echis"
_SPECIAL = re.compile(r"[^\w@%+=:,./-]", re.ASCII)

# pkgconfig is told by the process's environment, which the build's threads share.
_asking = threading.Lock()


def path(context: Context) -> str:
    """The file of `context`, relative to the project's root."""
    return f"{context.build_dir}/pkgconfig/{NAME}.pc"


def text(context: Context, flags: list[str]) -> str:
    """The file's content; `flags` are those of the Python runtime's headers."""
    cflags = [
        *context.cflags("micropython"),
        *context.lines,
        *_includes(context),
        *flags,
    ]
    return "\n".join(
        [
            "root=${pcfiledir}/../../..",
            f"target={context.target.name}",
            f"arch={context.arch}",
            f"cc={_words(context.toolchain.cc)}",
            "",
            f"Name: {NAME}",
            f"Description: C inside {context.name} images",
            f"Version: {VERSION}",
            f"Cflags: {_words(map(_from_root, cflags))}",
            f"Libs: {_words(context.toolchain.link)}",
            "",
        ]
    )


def _includes(context: Context) -> list[str]:
    return [f"-I{folder}" for folder in context.include_dirs]


def _from_root(flag: str) -> str:
    """The flag with the folders of the project spelled from `${root}`."""
    for prefix in ("-I", ""):
        rest = flag.removeprefix(prefix)
        if flag.startswith(prefix) and (rest == "." or _is_folder(rest)):
            return f"{prefix}${{root}}/{rest}"
    return flag


def _is_folder(word: str) -> bool:
    return word.split("/", maxsplit=1)[0] in ("runtime", "build", "vendor")


def _words(words: Iterable[str]) -> str:
    """As pkgconf reads them: of a variable's value it takes quotes away."""
    return " ".join(w if "${" in w else _SPECIAL.sub(r"\\\g<0>", w) for w in words)


def compile_command(context: Context, source: str, output: str) -> list[str]:
    """The command that compiles a binding, made of what the `.pc` file says."""
    with _asking, _environment(context):
        try:
            cflags = shlex.split(pkgconfig.cflags(NAME))
            cc = shlex.split(pkgconfig.variables(NAME)["cc"])
        except (pkgconfig.PackageNotFoundError, KeyError, ValueError) as error:
            raise ConfigError(
                f"pkgconf cannot read this file ({error or 'nothing found'}): "
                "remove it, and the next build writes it anew",
                Location(path(context)),
            ) from None
    depends = ["-MD", "-MF", f"{output}.d"]
    return [*cc, *cflags, *depends, "-c", source, "-o", output]


@contextlib.contextmanager
def _environment(context: Context) -> Iterator[None]:
    """Only the environment's own pkgconf, and only the context's folder."""
    wanted = {
        "PKG_CONFIG": str(pkgconf.get_executable()),
        # Relative, and so are the folders of the project in what it answers.
        "PKG_CONFIG_LIBDIR": str(Path(path(context)).parent),
        "PKG_CONFIG_PATH": "",
        "PKG_CONFIG_ALLOW_SYSTEM_CFLAGS": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
