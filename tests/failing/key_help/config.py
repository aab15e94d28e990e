# SPDX-License-Identifier: ISC
from echis import *

name = Key.create("help", Key.Arg.flag())
