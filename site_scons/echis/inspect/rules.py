# SPDX-License-Identifier: ISC
"""Which part of an image an object file is: one table, the first match decides."""

from __future__ import annotations

import re

PYTHON = "Python modules"
MODULES = "C modules"
CORE = "C core"
FILES = "by source file"
FROZEN = re.compile(r"(?:^|/)_?frozen_content\.")

_STEM = r"(?P<name>[\w+-]+)\.[^/]*$"
# Patterns are searched in the object's path; {name} is the stem it captured.
_TABLE: tuple[tuple[str, str, str], ...] = (
    (r"(?:compiler_rt|libclang_rt|libgcc|libubsan)", "libc", "compiler runtime"),
    (r"(?:^|/)manifest\.", "bindings", "manifest"),
    (r"(?:^|/)(?:bindings|cpu/\w+)/(?:.*/)?" + _STEM, "bindings", "{name}"),
    (r"(?:^|/)runtime/libc/(?:.*/)?" + _STEM, "libc", "{name}"),
    (r"(?:^|/)lib/libm(?:_dbl)?/", "libc", "libm"),
    (r"(?:^|/)mbedtls[^/]*/(?:.*/)?" + _STEM, "mbedTLS", "{name}"),
    (r"(?:^|/)runtime/net/(?:.*/)?" + _STEM, "lwIP", "port: {name}"),
    (r"(?:^|/)lwip[^/]*/(?:.*/)?" + _STEM, "lwIP", "{name}"),
    (r"(?:^|/)lib/(?:uzlib|re1\.5)/", MODULES, "deflate"),
    (r"(?:^|/)(?:lib/littlefs/|extmod/vfs_lfs)", MODULES, "vfs: littlefs"),
    (r"(?:^|/)(?:lib/oofatfs/|extmod/vfs_fat)", MODULES, "vfs: FAT"),
    (r"(?:^|/)extmod/vfs", MODULES, "vfs"),
    (r"(?:^|/)extmod/(?:.*/)?mod(?P<name>\w+)\.", MODULES, "{name}"),
    (r"(?:^|/)extmod/(?:.*/)?" + _STEM, MODULES, "{name}"),
    (r"(?:^|/)runtime/micropython/mod(?P<name>\w+)\.", MODULES, "{name}"),
    (r"(?:^|/)runtime/micropython/", CORE, "port"),
    (r"(?:^|/)py/(?:modbuiltins|builtin\w*)\.", CORE, "builtins"),
    (r"(?:^|/)py/mod(?P<name>\w+)\.", MODULES, "{name}"),
    (r"(?:^|/)py/(?:lexer|parse|compile|scope|repl|emitbc|emitcommon)\.",
     CORE, "compiler"),
    (r"(?:^|/)py/(?:emitn\w*|emitinline\w*|asm\w+)\.", CORE, "native emitter"),
    (r"(?:^|/)py/(?:mpz|objint_mpz)\.", CORE, "big integers"),
    (r"(?:^|/)py/objstr\w*\.", CORE, "objects: text"),
    (r"(?:^|/)py/obj(?:int|float|complex|bool)\w*\.", CORE, "objects: numbers"),
    (r"(?:^|/)py/obj(?:array|attrtuple|deque|dict|list|namedtuple|set|tuple)\.",
     CORE, "objects: containers"),
    (r"(?:^|/)py/obj\w*\.", CORE, "objects: others"),
    (r"(?:^|/)py/(?:gc|malloc|pystack|map|sequence|stackctrl|cstack)\.",
     CORE, "memory"),
    (r"(?:^|/)py/qstr\.", CORE, "QSTRs"),
    (r"(?:^|/)py/(?:vm|bc|runtime\w*|emitglue|persistentcode|native\w+|argcheck|"
     r"frozenmod|scheduler|nlr\w*)\.", CORE, "VM"),
    (r"(?:^|/)py/", CORE, "text and numbers"),
    (r"(?:^|/)shared/", CORE, "shared"),
    (r"(?:^|/)mod(?P<name>\w+)\.", MODULES, "{name}"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), group, name) for pattern, group, name in _TABLE)
# Equal strings and constants of all objects become one: no object owns them.
_MERGED = re.compile(r"\.(?:str|cst)\d+(?:\.\d+)?$")


SHARED = (CORE, "strings and constants, merged")


def merged(section: str) -> bool:
    """Whether a section is one of those that linkers fold together."""
    return bool(_MERGED.search(section))


def classify(path: str) -> tuple[str, str]:
    """The group and the part of an object, by the path the linker printed."""
    if path == "<internal>":
        return SHARED
    path = path.replace("\\", "/").replace("(", "/").rstrip(")")
    for pattern, group, name in _RULES:
        if found := pattern.search(path):
            return group, name.format(**found.groupdict())
    return FILES, path.rpartition("/")[2].removesuffix(".o")
