# SPDX-License-Identifier: ISC
from echis import *

impl("one", job, manifest=[("x",)])
register("sample", [noop])
