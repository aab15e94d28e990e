# SPDX-License-Identifier: ISC
# A library of the project's own, in a folder beside config.py.
from echis import *

register("local-library", [main("unikernel", job, local_libs=["lib"])])
