# SPDX-License-Identifier: ISC
from echis import *

name = Key.create("Hello there", Key.Arg.flag())
