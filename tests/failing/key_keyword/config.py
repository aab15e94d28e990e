# SPDX-License-Identifier: ISC
from echis import *

name = Key.create("class", Key.Arg.flag())
