# SPDX-License-Identifier: ISC
from echis import *

generic_kv_ro("a", key=Key.net())
register("sample", [noop])
