# SPDX-License-Identifier: ISC
from echis import *

name = Key.create("disk", Key.Arg.opt(Key.Arg.string, ""))
disk = impl("disk", block, manifest=[(name, "BLOCK_BASIC")])
register("sample", [impl("uses", block >> job)(disk)])
