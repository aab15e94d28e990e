# SPDX-License-Identifier: ISC
from echis import *

addresses = package("bech32", min="1.2", max="2")

register("package", [main("unikernel", job, packages=[addresses])])
