# SPDX-License-Identifier: ISC
from pathlib import Path

from echis import *


def name(stem):
    return stem


if Path().exists() and name(""):
    main("unikernel", block >> job)(3)
register("typing", [main("unikernel", job)])
