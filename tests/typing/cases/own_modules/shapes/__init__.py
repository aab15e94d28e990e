# SPDX-License-Identifier: ISC
from . import square

NAME = "shapes"
