# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("unikernel", stackv4v6 >> job)(socket_stackv4v6())])
