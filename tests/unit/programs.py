# SPDX-License-Identifier: ISC
"""Random programs that import in every way there is, and what they import.

`WAYS` are ways to reach an import, `FORMS` to write one. A program is files by
name; its leaves are the modules `c0` … `c9`, which are no files of it.
"""

from __future__ import annotations

import random

LEAVES = tuple(f"c{number}" for number in range(10))

# {c}: a leaf. Each binds nothing that the others use.
FORMS = (
    "import {c}",
    "import {c} as _x",
    "from {c} import name as _n",
    "from {c} import *",
    "_x = __import__('{c}')",
    "_x = __import__('{c}', None, None, ['name'], 0)",
    "try:\n    import nowhere\nexcept ImportError:\n    import {c}",
    "try:\n    import c0\n    raise OSError\nexcept Exception:\n    import {c}",
    "try:\n    from c0 import missing\nexcept ImportError:\n    import {c}",
    "try:\n    import refuses\nexcept ImportError:\n    import {c}",
    "try:\n    import {c}\nexcept ImportError:\n    import nowhere",
    "if len('x') > 0:\n    import {c}\nelse:\n    pass",
    "class _C:\n    import {c}",
    "for _i in range(1):\n    import {c}",
    "_f = lambda: __import__('{c}')\n_f()",
    "_l = [__import__(n) for n in ['{c}']][0:0] or __import__('{c}')",
)

# {f}: a name of its own; {body}: the indented import of a leaf, in a function.
WAYS = (
    "def {f}():\n{body}\n{f}()",
    "async def {f}():\n{body}\n"
    "try:\n    {f}().send(None)\nexcept StopIteration:\n    pass",
    "def {f}():\n{body}\n    yield 1\nlist({f}())",
    "def {f}():\n{body}\n_g = {f}\n_g()",
    "def {f}(*a):\n{body}\n    return 0\nsorted([1, 2], key={f})",
    "def {f}():\n{body}\n_t = {{'k': {f}}}\n_t['k']()",
    "def {f}():\n{body}\nglobals()['{f}']()",
    "def {f}():\n{body}\nglobals()[''.join(['{f}'[0], '{f}'[1:]])]()",
    "def {f}():\n    def inner():\n{body2}\n    inner()\n{f}()",
    "def {f}(then=None):\n{body}\n(lambda **k: k['then']())(then={f})",
    "class {f}:\n    def m(self):\n{body2}\n{f}().m()",
    "class {f}:\n    def m(self):\n{body2}\ngetattr({f}(), 'm')()",
    "class {f}:\n    def do_{f}(self):\n{body2}\ngetattr({f}(), 'do_' + '{f}')()",
    "class {f}:\n    def do_{f}(self):\n{body2}\n"
    "for _n in dir({f}):\n    if _n[:3] == 'do_':\n        getattr({f}(), _n)()",
    "class {f}:\n    def __len__(self):\n{body2}\n        return 1\nlen({f}())",
    "class {f}:\n    def __enter__(self):\n{body2}\n"
    "    def __exit__(self, *a):\n        pass\nwith {f}():\n    pass",
    "class {f}:\n    def __getattr__(self, n):\n{body2}\n{f}().whatever",
    "class {f}:\n    @property\n    def p(self):\n{body2}\n{f}().p",
    "class {f}:\n    @staticmethod\n    def s():\n{body2}\n{f}.s()",
    "class {f}Base:\n    def run(self):\n        self.hook()\n"
    "class {f}({f}Base):\n    def hook(self):\n{body2}\n{f}().run()",
    "class {f}Base:\n    def m(self):\n{body2}\n"
    "class {f}({f}Base):\n    def m(self):\n        super().m()\n{f}().m()",
    "class {f}:\n    def m(self):\n{body2}\n    also = m\n{f}().also()",
    "_r_{f} = []\ndef _reg(f):\n    _r_{f}.append(f)\n    return f\n"
    "@_reg\ndef {f}():\n{body}\n[g() for g in _r_{f}]",
    "try:\n    import c0\n    def {f}():\n{body2}\n"
    "except ImportError:\n    pass\n{f}()",
    "def {f}():\n{body}\nexec('{f}()')",
)


def program(seed: int) -> dict[str, str]:
    """The files of one program: `app.py` starts it."""
    pick = random.Random(seed)
    files = {
        "refuses.py": "raise ImportError('not here')\n",
        "pkg/__init__.py": _imports(pick, 0, 1),
        "pkg/sub.py": _imports(pick, 10, 2),
        "pkg/inner/leaf.py": _imports(pick, 20, 1),
        "helper.py": _imports(pick, 30, 2) + "def extra():\n    import c9\n",
    }
    lines = [pick.choice(_LINKS) for _ in range(2)]
    files["app.py"] = "\n".join([*lines, _imports(pick, 40, 2)])
    return files


# How the files of a program reach each other.
_LINKS = (
    "import helper",
    "import helper as h\nh.extra()",
    "from helper import extra as e\ne()",
    "from helper import *\nextra()",
    "import pkg.sub",
    "from pkg import sub as s",
    "import pkg.inner.leaf as deep",
    "from pkg.inner import leaf",
    "__import__('pkg.sub')",
    "m = __import__('pkg', None, None, ['sub'])\nm.sub",
)


def _imports(pick: random.Random, start: int, count: int) -> str:
    return "".join(_one(pick, start + number) for number in range(count))


def _one(pick: random.Random, number: int) -> str:
    form = pick.choice(FORMS).format(c=pick.choice(LEAVES))
    way = pick.choice(WAYS)
    if "*" in form or pick.random() < 0.2:
        return form + "\n"
    body, body2 = (_indented(form, depth) for depth in (1, 2))
    return way.format(f=f"f{number}", body=body, body2=body2) + "\n"


def _indented(text: str, depth: int) -> str:
    return "\n".join("    " * depth + line for line in text.split("\n"))
