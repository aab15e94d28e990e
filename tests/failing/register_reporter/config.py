# SPDX-License-Identifier: ISC
from echis import *

register("wrong", [main("unikernel", job)], reporter=noop)
