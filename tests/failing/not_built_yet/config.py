# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("unikernel", random >> job)(default_random)])
