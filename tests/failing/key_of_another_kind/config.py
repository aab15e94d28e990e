# SPDX-License-Identifier: ISC
from echis import *

name = Key.create("name", Key.Arg.opt(Key.Arg.string, ""))
stack = generic_stackv4v6(default_network)
generic_dns_client(stack, timeout=name)
register("sample", [noop])
