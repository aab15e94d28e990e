# SPDX-License-Identifier: ISC
from echis import *

socket_tcpv4("nope")
register("sample", [noop])
