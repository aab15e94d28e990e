# SPDX-License-Identifier: ISC
from echis import *

impl("one", job, configure=Action.rm("x"))
register("sample", [noop])
