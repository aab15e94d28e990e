# SPDX-License-Identifier: ISC
from echis import *

import settings

register("sample", [main("unikernel", job, keys=settings.keys)])
