# SPDX-License-Identifier: ISC
from echis import *

impl("one", job, connect=3)
register("sample", [noop])
