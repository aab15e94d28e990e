# SPDX-License-Identifier: ISC
# A web server as MirageOS has it: most of the catalogue in three lines.
from echis import *

net = generic_stackv4v6(default_network)
data = generic_kv_ro("htdocs")
web = main("unikernel", pclock >> kv_ro >> stackv4v6 >> http >> job)
register("web", [web(default_posix_clock, data, net, cohttp_server(conduit_direct(net, tls=True)))])
