# SPDX-License-Identifier: ISC
# What a unikernel knows of its own build.
from echis import *

register("app_info", [main("unikernel", info >> job)(app_info)])
