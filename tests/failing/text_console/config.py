# SPDX-License-Identifier: ISC
from echis import *

custom_console(3)
register("sample", [noop])
