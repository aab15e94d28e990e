# SPDX-License-Identifier: ISC
from echis import *

register("wrong", [noop], "none")
