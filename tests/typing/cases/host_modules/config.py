# SPDX-License-Identifier: ISC
from host import settings

from echis import *

register(settings(), [main("unikernel", job)])
