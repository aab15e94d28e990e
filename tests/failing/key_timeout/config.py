# SPDX-License-Identifier: ISC
from echis import *

stack = generic_stackv4v6(default_network)
generic_dns_client(stack, timeout=5)
register("sample", [noop])
