# SPDX-License-Identifier: ISC
from echis import *


class Net:
    """Sends frames."""


def net(module):
    return impl(module, typ(Net), manifest=[("service", "NET_BASIC")])


deps = [net("one"), net("two")]
register("sample", [main("unikernel", job, deps=deps)])
