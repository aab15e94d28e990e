# SPDX-License-Identifier: ISC
from echis import *


class Net:
    """Sends frames."""


net = impl("net", typ(Net), manifest=[("my-net", "NET_BASIC")])
