# SPDX-License-Identifier: ISC
from echis import *

docteur("file:a", mode="slow")
register("sample", [noop])
