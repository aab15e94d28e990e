# SPDX-License-Identifier: ISC
from echis import *

net = impl("net", job, manifest=[("service", "NET")])
