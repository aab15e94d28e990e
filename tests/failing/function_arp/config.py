# SPDX-License-Identifier: ISC
from echis import *

generic_stackv4(default_network, arp=3)
register("sample", [noop])
