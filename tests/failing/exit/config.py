# SPDX-License-Identifier: ISC
from echis import *

raise SystemExit(3)
