# SPDX-License-Identifier: ISC
from echis import *

chosen = if_impl(True, noop, noop)
