# SPDX-License-Identifier: ISC
from echis import *

register("sample", [impl("asyncio", job)])
