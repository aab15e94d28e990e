# SPDX-License-Identifier: ISC
"""The smallest memory that an image runs with, found by booting it.

A run is as good as the one with all the memory when it ends with the same status and
prints the same. A server never ends: it is as good when it is still alive after a
while and has printed the same so far.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from echis import run
from echis.errors import ConfigError
from echis.inspect import elf
from echis.run import DEFAULT_MEM, Run

_MIB = 1 << 20
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a boot went. ``status`` is None when it was alive when its time was over.

    ``complaint`` is what the tender said; it is not compared.
    """

    status: int | None
    output: bytes
    complaint: bytes = b""

    def ends_like(self, other: Outcome) -> bool:
        """Whether both came to the same end."""
        return self.status == other.status

    def goes_like(self, other: Outcome) -> bool:
        """Whether both printed the same as well: so far, if they were alive."""
        if self.status is None:
            shorter, longer = sorted((self.output, other.output), key=len)
            return self.ends_like(other) and longer.startswith(shorter)
        return self.ends_like(other) and self.output == other.output

    def __str__(self) -> str:
        if self.status is None:
            return "alive"
        if self.status < 0:
            return f"ended by signal {-self.status}"
        return f"ended with status {self.status}"


Boot = Callable[[int], Outcome]
Say = Callable[[str], None]


def least(asked: Run, tender: Path, cwd: Path, seconds: int, say: Say) -> int:
    """MiB that ``asked`` needs, its own ``mem`` at most; ``say`` tells of each boot."""
    ceiling = DEFAULT_MEM if asked.mem is None else asked.mem

    def boot(mem: int) -> Outcome:
        words = run.command(replace(asked, mem=mem), tender, cwd)
        outcome = watched(words, cwd, seconds)
        say(f"{asked.image.name}: mem={mem}: {outcome}")
        return outcome

    return smallest(boot, floor(asked.image), ceiling)


def floor(image: Path) -> int:
    """MiB below which not even the image itself has room."""
    end = max((s.end for s in elf.read(image).loads()), default=0)
    return max(1, -(-end // _MIB))


def smallest(boot: Boot, floor: int, ceiling: int) -> int:
    """The least of ``floor`` … ``ceiling`` that is as good as ``ceiling``.

    Two boots when the floor is enough. Else a second one with all the memory shows
    whether what is printed can be compared at all.
    """
    wanted = boot(ceiling)
    _check_success(wanted, ceiling)
    if floor >= ceiling:
        return ceiling
    lowest = boot(floor)
    if lowest.goes_like(wanted):
        return floor
    alike = _comparison(wanted, boot(ceiling))
    seen = {floor: lowest}

    def enough(mem: int) -> bool:
        seen[mem] = seen.get(mem) or boot(mem)
        return alike(seen[mem], wanted)

    return _search(enough, floor, ceiling)


def watched(words: list[str], cwd: Path, seconds: int) -> Outcome:
    """How a command ends by itself, or that it had to be ended after ``seconds``."""
    with subprocess.Popen(
        words,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            output, complaint = process.communicate(timeout=seconds)
            return Outcome(process.returncode, output, complaint)
        except subprocess.TimeoutExpired:
            return Outcome(None, *_ended(process))
        finally:
            process.kill()


def _ended(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    process.terminate()
    try:
        return process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()


def _check_success(outcome: Outcome, mem: int) -> None:
    if outcome.status in (0, None):
        return
    lines = (outcome.complaint or outcome.output).decode(errors="replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "it said nothing")
    raise ConfigError(
        f"the image {outcome} with mem={mem}, so its memory cannot be measured; "
        f"give what it runs well with ({last.strip()})"
    )


def _comparison(wanted: Outcome, again: Outcome) -> Callable[[Outcome, Outcome], bool]:
    if not again.ends_like(wanted):
        raise ConfigError(
            f"the image {wanted} and, run again, {again}: its memory cannot be measured"
        )
    return Outcome.goes_like if again.goes_like(wanted) else Outcome.ends_like


def _search(enough: Callable[[int], bool], floor: int, ceiling: int) -> int:
    # Most images need little more than their floor: up by 1, 2, 4 …, then halves.
    low, high = floor - 1, floor
    while high < ceiling and not enough(high):
        low, high = high, min(2 * high - floor + 1, ceiling)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
