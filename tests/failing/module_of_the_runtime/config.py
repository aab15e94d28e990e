# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("echis_reporter", job)])
