# SPDX-License-Identifier: ISC
from echis import *

stack = generic_stackv4v6(default_network)
data = generic_kv_ro("htdocs")
dns = generic_dns_client(stack)
eyeballs = generic_happy_eyeballs(stack, dns)
web = cohttp_server(conduit_direct(stack))
unikernel = main(
    "unikernel",
    random >> console >> pclock >> stackv4v6 >> kv_ro >> dns_client >> happy_eyeballs >> http >> job,
)
keys = [Key.create("hello", Key.Arg.opt(Key.Arg.string, "x"))]
register(
    "full",
    [unikernel(default_random, default_console, default_posix_clock, stack, data, dns, eyeballs, web)],
)
