# SPDX-License-Identifier: ISC
from echis import *

register("wrong", [web])
web = main("unikernel", job)
