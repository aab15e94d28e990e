# SPDX-License-Identifier: ISC
from echis import *

hello = Key.create("hello", Key.Arg.flag(stage="run"))
chosen = if_impl(Key.value(hello), noop, noop)
