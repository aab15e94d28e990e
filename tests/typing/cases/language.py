# SPDX-License-Identifier: ISC
# What mypy, strictly, says of the language of config.py. A line that ends with an E
# and words is a mistake, told there in these words; any other line is right.
# ruff: noqa
from echis import *
from echis.devices.ip import V4, V6, Ip, ipv4, ipv6
from echis.devices.kv import KvRo, KvRw, kv_ro, kv_rw
from echis.devices.network import network
from echis.devices.stack import stackv4v6
from echis.devices.udp import Udp, udpv4

disk = block_of_file("disk")
store = impl("store", kv_ro, module="store")
writable = impl("writable", kv_rw, module="writable")
interface = impl("interface", network, module="interface")

# One parameter, two, and the result last.
one = main("unikernel", block >> job)
two = main("unikernel", block >> kv_ro >> job)
unikernel = two(disk, store)
half = two(disk)
register("right", [one(disk), unikernel, half(store), main("plain", job)])
half(disk)  # E: "Impl[Block]"; expected "Impl[KvRo]"
one(store)  # E: incompatible type "Impl[KvRo]"; expected "Impl[Block]"
two(store, disk)  # E: incompatible type "Impl[Block]"; expected "Impl[KvRo]" # E: "Impl[KvRo]"; expected "Impl[Block]"
two(disk, writable)  # E: incompatible type "Impl[KvRw]"; expected "Impl[KvRo]"
one(disk, disk)  # E: No overload variant
one("disk")  # E: No overload variant
register("wrong", [disk])  # E: List item 0 has incompatible type "Impl[Block]"; expected "Impl[Job]"
register("wrong", unikernel)  # E: expected "Sequence[Impl[Job]]"
register(3, [unikernel])  # E: incompatible type "int"; expected "str"
block >> 3  # E: No overload variant of "__rshift__"

# Types that look alike are two types.
first = impl("first", ipv4, module="first")
takes_v6 = impl("takes_v6", ipv6 >> udpv4, module="takes_v6")
takes_v6(first)  # E: incompatible type "Impl[Ip[V4]]"; expected "Impl[Ip[V6]]"
class Mine:
    """A type of the user's own."""
class Other:
    """It looks the same."""
mine, other = typ(Mine), typ(Other)
job_of_mine = main("unikernel", mine >> job)
job_of_mine(impl("mine", mine, module="mine"))
job_of_mine(impl("other", other, module="other"))  # E: "Typ[Other]"; expected "Typ[Mine]"

# Choices are of one type.
if_impl(Key.is_unix, disk, disk)
wrong: Type.Impl[Block] = if_impl(Key.is_unix, disk, store)  # E: expected "Impl[Block]"

# A type's annotation is its marker.
made: Type.Impl[KvRo] = store
made = disk  # E: Incompatible types in assignment (expression has type "Impl[Block]", variable has type "Impl[KvRo]")
reaches: Type.Impl[Udp[V4]] = takes_v6(impl("v6", ipv6, module="v6"))
