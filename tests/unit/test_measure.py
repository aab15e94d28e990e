# SPDX-License-Identifier: ISC
"""The search for the least memory: what counts as good, and how many boots it takes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import measure
from echis.errors import ConfigError
from echis.measure import Outcome

GOOD = Outcome(0, b"hello\n")


def _needs(mib: int, seen: list[int]) -> measure.Boot:
    """An application that fails below ``mib``; ``seen`` collects its boots."""

    def boot(mem: int) -> Outcome:
        seen.append(mem)
        return GOOD if mem >= mib else Outcome(255, b"MemoryError\n")

    return boot


@pytest.mark.parametrize("floor", [1, 2, 7])
@pytest.mark.parametrize("ceiling", [1, 2, 3, 100, 512])
@pytest.mark.parametrize("needed", [1, 2, 3, 5, 6, 17, 99, 100, 511, 512])
def test_the_least_is_found(needed: int, floor: int, ceiling: int) -> None:
    if needed > ceiling:
        return
    found = measure.smallest(_needs(needed, []), floor, ceiling)
    assert found == min(max(needed, floor), ceiling)


def test_two_boots_when_the_floor_is_enough() -> None:
    seen: list[int] = []
    assert measure.smallest(_needs(1, seen), 2, 512) == 2
    assert seen == [512, 2]


def test_few_boots_near_the_floor_and_none_twice() -> None:
    seen: list[int] = []
    assert measure.smallest(_needs(4, seen), 2, 512) == 4
    assert seen == [512, 2, 512, 3, 5, 4]


def test_output_that_is_never_the_same_is_not_compared() -> None:
    count = iter(range(100))

    def boot(mem: int) -> Outcome:
        return Outcome(0 if mem > 4 else 255, f"{next(count)}\n".encode())

    assert measure.smallest(boot, 1, 512) == 5


def test_less_output_is_not_as_good() -> None:
    def boot(mem: int) -> Outcome:
        return Outcome(0, b"all\n" if mem > 4 else b"caught MemoryError\n")

    assert measure.smallest(boot, 1, 512) == 5


def _refused(boot: Callable[[int], Outcome]) -> str:
    with pytest.raises(ConfigError) as caught:
        measure.smallest(boot, 1, 512)
    return str(caught.value)


def test_an_application_that_fails() -> None:
    text = b"Traceback:\nValueError: no\n\n"
    assert _refused(lambda mem: Outcome(255, text)) == (
        "the image ended with status 255 with mem=512, so its memory cannot be "
        "measured; give what it runs well with (ValueError: no)"
    )
    assert "it said nothing" in _refused(lambda mem: Outcome(1, b""))
    assert "(no tap)" in _refused(lambda mem: Outcome(1, b"out", b"no tap\n"))
    assert "the image ended by signal 9 with" in _refused(lambda mem: Outcome(-9, b""))


def test_an_application_that_changes_its_mind() -> None:
    ends = iter([0, 255, 3])
    assert _refused(lambda mem: Outcome(next(ends), b"")) == (
        "the image ended with status 0 and, run again, ended with status 3: its "
        "memory cannot be measured"
    )


def test_the_living_are_compared_as_far_as_they_came() -> None:
    alive = Outcome(None, b"listening\n")
    assert alive.goes_like(Outcome(None, b"listening\ntick\n"))
    assert Outcome(None, b"listening\ntick\n").goes_like(alive)
    assert not alive.goes_like(Outcome(None, b"MemoryError\n"))
    assert not alive.goes_like(Outcome(0, b"listening\n"))


def _watched(code: str, seconds: int = 60) -> Outcome:
    return measure.watched([sys.executable, "-c", code], Path("/"), seconds)


def test_a_process_that_ends() -> None:
    code = "import sys; print(input.__name__); sys.stderr.write('why'); sys.exit(3)"
    assert _watched(code) == Outcome(3, b"input\n", b"why")


def test_a_process_that_lives_on_is_ended() -> None:
    code = "import time; print('up', flush=True); time.sleep(600)"
    assert _watched(code, seconds=2) == Outcome(None, b"up\n")


def test_a_process_that_will_not_end_is_killed() -> None:
    code = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)\n"
        "time.sleep(600)"
    )
    assert _watched(code, seconds=2) == Outcome(None, b"1\n")
