# SPDX-License-Identifier: ISC
from echis import *

port = Key.create("port", Key.Arg.opt(Key.Arg.int))
