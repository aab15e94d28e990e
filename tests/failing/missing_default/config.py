# SPDX-License-Identifier: ISC
from echis import *

chosen = match_impl(Key.value(Key.target), {"spt": noop})
