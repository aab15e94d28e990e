# SPDX-License-Identifier: ISC
from echis import *

one = impl("one", job, deps=[two])
two = impl("two", job, deps=[one])
