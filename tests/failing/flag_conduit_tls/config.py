# SPDX-License-Identifier: ISC
from echis import *

conduit_direct(generic_stackv4v6(default_network), tls=3)
register("sample", [noop])
