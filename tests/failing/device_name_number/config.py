# SPDX-License-Identifier: ISC
from echis import *

net = impl(5, job)
