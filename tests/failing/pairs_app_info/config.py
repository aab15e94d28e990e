# SPDX-License-Identifier: ISC
from echis import *

app_info_with_opam_deps([("a", 1)])
register("sample", [noop])
