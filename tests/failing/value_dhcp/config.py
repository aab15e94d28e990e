# SPDX-License-Identifier: ISC
from echis import *

generic_stackv4(default_network, dhcp_key=True)
register("sample", [noop])
