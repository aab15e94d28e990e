# SPDX-License-Identifier: ISC
# Two jobs run one after the other, under one event loop.
from echis import *

register("two_jobs", [main("first", job), main("second", job, modules=["json"])])
