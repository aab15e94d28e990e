# SPDX-License-Identifier: ISC
from echis import *

impl("one", job, fresh=3)
register("sample", [noop])
