# SPDX-License-Identifier: ISC
from echis import *

port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
disk = impl("disk", block, manifest=[(port, "BLOCK_BASIC")])
