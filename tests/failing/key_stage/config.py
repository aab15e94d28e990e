# SPDX-License-Identifier: ISC
from echis import *

hello = Key.create("hello", Key.Arg.flag(stage="build"))
