# SPDX-License-Identifier: ISC
from echis import *
from echis.devices.ip import V4, Ip, ipv4
from echis.devices.udp import udpv4

ip = impl("ip", ipv4, module="ip")
datagrams = main("datagrams", ipv4 >> udpv4)
register("typing", [main("unikernel", udpv4 >> block >> job)(datagrams(ip), block_of_file("disk"))])
