# SPDX-License-Identifier: ISC
import tomllib
from pathlib import Path


def settings() -> str:
    return "typing" if tomllib and Path() else ""
