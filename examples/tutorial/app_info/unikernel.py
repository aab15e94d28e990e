# SPDX-License-Identifier: ISC
# Prints its name, its target, and what it was made of.
from echis import BuildInfo


def start(info: BuildInfo) -> None:
    print(f"{info.name} for {info.target}")
    for name, version, _ in info.packages:
        print(f"{name} {version}")
