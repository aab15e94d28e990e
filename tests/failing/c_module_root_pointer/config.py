# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("unikernel", job, c_modules=["native.c"])])
