# SPDX-License-Identifier: ISC
from echis import Ipv6, Udpv4


async def start(ip: Ipv6) -> Udpv4:
    raise NotImplementedError
