# SPDX-License-Identifier: ISC
from echis import *

frames = etif(default_network)
create_ipv4(frames, arp(frames), config="x")
register("sample", [noop])
