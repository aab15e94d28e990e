# SPDX-License-Identifier: ISC
"""Types in a build: told beside what compilers tell, skipped when asked, and free."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.build.conftest import Scons

CONFIG = 'register("probe", [main("unikernel", block >> job)(block_of_file("disk"))])'
WRONG = "from echis import Network\n\n\nasync def start(disk: Network):\n    pass\n"
SAID = "unikernel.py:4: argument 1 of start, disk, is expected to be Network, got block"
ANNOTATED = """
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from echis import Block

if TYPE_CHECKING:
    from dataclasses import Field


async def start(disk: Block, then: Callable[[Any], None] = print) -> None:
    field: Field[int] | None = None
    then(field)
"""


def test_a_mistake_fails_the_build(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(config=CONFIG, unikernel__py=WRONG)
    for _ in range(2):
        # The second time nothing is looked at again, and it is told all the same.
        done = scons("target=spt", f"app={folder}")
        assert done.returncode
        assert done.stderr.count(SAID) == 1
        # Nothing is shown as done that is not, and the end says why.
        assert "DIST probe.spt" not in done.stderr
        *_, last, closing = done.stderr.splitlines()
        assert last == "echis: probe: 1 mistake of types"
        assert closing == f"scons: *** [{tmp_path}/dist/probe.spt] not written"


def test_off_builds_it(scons: Scons, app: Callable[..., Path], tmp_path: Path) -> None:
    folder = app(config=CONFIG, unikernel__py=WRONG)
    done = scons("target=spt", "check=off", f"app={folder}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dist" / "probe.spt").is_file()


def test_compilers_are_heard_as_well(scons: Scons, app: Callable[..., Path]) -> None:
    config = CONFIG.replace(" >> job", ' >> job, c_modules=["bad.c"]')
    text = "int broken(void)\n{\n    return missing;\n}\n"
    folder = app(config=config, unikernel__py=WRONG, bad__c=text)
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "bad.c:3:" in done.stderr
    assert SAID in done.stderr


def test_check_builds_nothing(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(config=CONFIG, unikernel__py=WRONG)
    done = scons("check", f"app={folder}")
    assert done.returncode
    assert SAID in done.stderr
    (folder / "unikernel.py").write_text(WRONG.replace("Network", "Block"))
    done = scons("check", f"app={folder}")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "dist").exists()


def test_annotations_cost_nothing(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(config=CONFIG, unikernel__py=ANNOTATED)
    done = scons("target=spt", f"app={folder}", "inspect", "json=1")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)["record"]
    names = {module["name"].split(".")[0] for module in record["python_modules"]}
    assert "unikernel" in names
    assert not names & {"typing", "echis", "collections", "__future__"}
